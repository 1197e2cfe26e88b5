using Microsoft.AspNetCore.Http;
using Omni.Functions.Channels;
using Omni.Functions.Telemetry;

namespace Omni.Functions.Ingestion.Mailboxes;

/// <summary>
/// Where Microsoft Graph tells that mail came. It only wakes the look into the mailbox, which finds the mail by itself: a notice that is lost,
/// comes twice or late changes nothing but the minute.
/// </summary>
/// <remarks>https://learn.microsoft.com/graph/change-notifications-delivery-webhooks</remarks>
public sealed partial class MailboxNotify(MailboxPush push, IMailboxWakeUps wakeUps, ILogger<MailboxNotify> logger)
{
    private const string Provider = "mailbox";
    private const int LongestToken = 2048;

    /// <summary>A hundred notices have a tenth of it.</summary>
    private const int BodyLimit = 1024 * 1024;

    private static readonly WebhookAnswer Queued = WebhookAnswer.Bare(StatusCodes.Status202Accepted);

    [Function(nameof(MailboxNotify))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = MailboxPush.Route)] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!push.IsOn)
            return new WebhookResult(WebhookProblem.UnknownProvider, []);
        var (outcome, answer) = request.Query.TryGetValue("validationToken", out var token)
            ? Greet(token.ToString())
            : await TakeAsync(request, cancellationToken);
        Metrics.WebhookAnswered(Provider, outcome);
        return new WebhookResult(answer, []);
    }

    /// <summary>The token is nobody's secret: it comes back as it came, as text that no browser takes for a page.</summary>
    private static (string Outcome, WebhookAnswer Answer) Greet(string token) => token.Length <= LongestToken
        ? (WebhookOutcome.Handshake, WebhookAnswer.PlainText(token))
        : (WebhookOutcome.TooLarge, WebhookProblem.Unreadable($"A validationToken has at most {LongestToken} letters.", StatusCodes.Status400BadRequest));

    private async Task<(string Outcome, WebhookAnswer Answer)> TakeAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            using var body = await RequestBody.ReadAsync(request, BodyLimit, cancellation);
            if (body is null)
                return (WebhookOutcome.TooLarge, WebhookProblem.TooLong(BodyLimit, StatusCodes.Status413PayloadTooLarge));
            return MailboxNotice.Read(body.Bytes.Span) is { } notices
                ? await WakeAsync(notices, cancellation)
                : (WebhookOutcome.Unreadable, WebhookProblem.Unreadable("Send a change notification collection as application/json.", StatusCodes.Status400BadRequest));
        }
        catch (IOException)
        {
            return (WebhookOutcome.Unreadable, WebhookProblem.BrokenOff);
        }
    }

    /// <summary>Notices without proof are left out, and the answer does not tell: a subscription from before must not be sent again for hours.</summary>
    private async Task<(string Outcome, WebhookAnswer Answer)> WakeAsync(IReadOnlyList<MailboxNotice> notices, CancellationToken cancellation)
    {
        var proven = notices.Select(notice => (Mailbox: push.ProvenBy(notice.ClientState), notice.IsAboutSubscription)).Where(static told => told.Mailbox is not null).ToList();
        if (proven.Count < notices.Count)
            LogUnproven(notices.Count - proven.Count);
        try
        {
            await Task.WhenAll(proven.GroupBy(static told => told.Mailbox!.Key).Select(
                group => wakeUps.OrderAsync(new WakeUp(group.Key, group.Any(static told => told.IsAboutSubscription)), cancellation)));
        }
        catch (TopicUnavailableException failure)
        {
            LogUnavailable(failure);
            return (WebhookOutcome.Unavailable, WebhookProblem.TopicUnavailable);
        }

        return (proven.Count > 0 ? WebhookOutcome.Taken : WebhookOutcome.Unproven, Queued);
    }

    [LoggerMessage(140, LogLevel.Warning, "{Count} notices of mailboxes have a wrong proof, or none; they are ignored.")]
    private partial void LogUnproven(int count);

    [LoggerMessage(141, LogLevel.Warning, "The queue did not take a notice of a mailbox; Microsoft Graph is asked to come again.")]
    private partial void LogUnavailable(Exception failure);
}
