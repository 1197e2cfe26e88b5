using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Omni.Functions.Channels;
using Omni.Functions.Telemetry;

namespace Omni.Functions.Ingestion;

/// <summary>Takes what providers call in: proof, then meaning, then the topic, and only then the answer.</summary>
public sealed partial class Webhook(
    ChannelCatalogue catalogue, Inbox inbox, WebhookOptions options, TimeProvider clock, ILogger<Webhook> logger)
{
    private static readonly KeyValuePair<string, string> ComeAgain = new("Retry-After", "5");

    [Function("Webhook")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "options", Route = "webhooks/{provider}")] HttpRequest request,
        string provider,
        CancellationToken cancellationToken)
    {
        if (catalogue.Find(provider) is not { } channel)
            return new WebhookResult(WebhookProblem.UnknownProvider, []);
        var unread = Describe(request);
        var headers = channel.AnswerHeaders(unread);
        var (outcome, answer) = await AnswerAsync(request, channel, unread, cancellationToken).ConfigureAwait(false);
        Metrics.WebhookAnswered(channel.Provider, outcome);
        return new WebhookResult(answer, outcome == WebhookOutcome.Unavailable ? [.. headers, ComeAgain] : headers);
    }

    private async Task<(string Outcome, WebhookAnswer Answer)> AnswerAsync(
        HttpRequest request, IChannel channel, WebhookRequest unread, CancellationToken cancellationToken)
    {
        try
        {
            using var body = await RequestBody.ReadAsync(request, channel.BodyLimit, cancellationToken).ConfigureAwait(false);
            if (body is null)
                return (WebhookOutcome.TooLarge, WebhookProblem.TooLong(channel.BodyLimit, channel.StatusOfRefused(413)));
            return await TakeAsync(channel, unread with { Body = body.Bytes }, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The sender broke off, or what it sends is no HTTP.
            return (WebhookOutcome.Unreadable, WebhookProblem.BrokenOff);
        }
    }

    private async Task<(string Outcome, WebhookAnswer Answer)> TakeAsync(IChannel channel, WebhookRequest webhook, CancellationToken cancellationToken)
    {
        if (channel.Handshake(webhook) is { } greeting)
            return (WebhookOutcome.Handshake, greeting);

        var verdict = channel.Prove(webhook);
        if (verdict != WebhookVerdict.Proven)
        {
            LogUnproven(channel.Provider, verdict);
            return (WebhookOutcome.Unproven, WebhookProblem.Unproven(verdict, channel.StatusOfUnproven(verdict)));
        }

        var content = channel.Normalise(webhook);
        if (content.Refusal is { } advice)
        {
            LogUnreadable(channel.Provider);
            return (WebhookOutcome.Unreadable, WebhookProblem.Unreadable(advice, channel.StatusOfRefused(400)));
        }

        if (!await PublishAsync(content, channel, cancellationToken).ConfigureAwait(false))
            return (WebhookOutcome.Unavailable, WebhookProblem.TopicUnavailable);
        return (content.Contacts.Count + content.Updates.Count + content.Changes.Count + content.Receipts.Count > 0 ? WebhookOutcome.Taken : WebhookOutcome.Ignored, channel.Accept(webhook, content));
    }

    /// <summary>False when the topic did not take everything: the provider will deliver all of it again.</summary>
    private async Task<bool> PublishAsync(NormalisedRequest content, IChannel channel, CancellationToken cancellationToken)
    {
        var unreadable = content.Ignored.Count(part => part.Reason == IgnoredReason.Unreadable);
        if (unreadable > 0)
            LogPartlyUnreadable(channel.Provider, unreadable);
        try
        {
            foreach (var id in await inbox.TakeAsync(content, cancellationToken).ConfigureAwait(false))
                LogQueued(id, channel.Provider);
            return true;
        }
        catch (TopicUnavailableException failure)
        {
            LogUnavailable(failure, channel.Provider, content.Contacts.Count + content.Updates.Count + content.Changes.Count);
            return false;
        }
    }

    private WebhookRequest Describe(HttpRequest request) => new()
    {
        Method = request.Method.ToUpperInvariant(),
        Body = ReadOnlyMemory<byte>.Empty,
        Url = $"{options.PublicUrl?.TrimEnd('/') ?? $"{request.Scheme}://{request.Host}"}{Target(request)}",
        ContentType = request.ContentType,
        ReceivedAt = clock.GetUtcNow(),
        Header = name => request.Headers.TryGetValue(name, out var values) ? values.ToString() : null,
        Query = name => request.Query.TryGetValue(name, out var values) ? values.ToString() : null,
    };

    /// <summary>Path and query byte for byte as they came: some providers sign them.</summary>
    private static string Target(HttpRequest request) =>
        request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } target ? target : $"{request.Path}{request.QueryString}";

    [LoggerMessage(100, LogLevel.Debug, "{ContactId} of {Provider} is queued.")]
    private partial void LogQueued(string contactId, string provider);

    [LoggerMessage(101, LogLevel.Warning, "A request to {Provider} was refused: its proof is {Verdict}.")]
    private partial void LogUnproven(string provider, WebhookVerdict verdict);

    [LoggerMessage(102, LogLevel.Warning, "A proven request of {Provider} could not be read.")]
    private partial void LogUnreadable(string provider);

    [LoggerMessage(103, LogLevel.Warning, "{Count} parts of a request of {Provider} could not be read; the others were taken.")]
    private partial void LogPartlyUnreadable(string provider, int count);

    [LoggerMessage(104, LogLevel.Warning, "The topic did not take {Count} contacts or changes of {Provider}; the provider is asked to come again.")]
    private partial void LogUnavailable(Exception failure, string provider, int count);
}
