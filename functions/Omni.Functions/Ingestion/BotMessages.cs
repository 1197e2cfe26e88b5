using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Omni.Azure.Bot;
using Omni.Azure.Bot.Authentication;
using Omni.Azure.Bot.Schema;
using Omni.Functions.Channels;
using Omni.Functions.Telemetry;

namespace Omni.Functions.Ingestion;

/// <summary>Takes what the Bot Connector calls in: the token, then what it is for, then the topic, and only then the answer. What the bot says follows by itself.</summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication</remarks>
public sealed partial class BotMessages(BotConnection bot, ActivityIntake intake, ILogger<BotMessages> logger)
{
    private const string Provider = "bot";

    /// <summary>Bytes; channels refuse a message that is a quarter as long.</summary>
    private const int BodyLimit = 512 * 1024;

    private static readonly KeyValuePair<string, string> ComeAgain = new("Retry-After", "5");

    [Function(nameof(BotMessages))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "messages")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (bot.Adapter is not { } adapter)
            return new WebhookResult(WebhookProblem.UnknownProvider, []);
        var (outcome, answer) = await AnswerAsync(adapter, request, cancellationToken).ConfigureAwait(false);
        Metrics.WebhookAnswered(Provider, outcome);
        return new WebhookResult(answer, outcome == WebhookOutcome.Unavailable ? [ComeAgain] : []);
    }

    private async Task<(string Outcome, WebhookAnswer Answer)> AnswerAsync(CloudAdapter adapter, HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            if (await adapter.AuthenticateAsync(request.Headers.Authorization, cancellation).ConfigureAwait(false) is not { } proof)
                return Refuse(WebhookProblem.Unproven(WebhookVerdict.Wrong, StatusCodes.Status401Unauthorized));
            if (!JsonBody.IsJson(request.ContentType))
                return (WebhookOutcome.Unreadable, WebhookProblem.Unreadable(JsonBody.Advice, StatusCodes.Status415UnsupportedMediaType));
            using var body = await RequestBody.ReadAsync(request, BodyLimit, cancellation).ConfigureAwait(false);
            return body is null
                ? (WebhookOutcome.TooLarge, WebhookProblem.TooLong(BodyLimit, StatusCodes.Status413PayloadTooLarge))
                : await TakeAsync(adapter, proof, body.Bytes, cancellation).ConfigureAwait(false);
        }
        catch (IdentityKeysUnavailableException failure)
        {
            LogNoKeys(failure);
            return (WebhookOutcome.Unavailable, WebhookProblem.TopicUnavailable);
        }
        catch (TopicUnavailableException failure)
        {
            LogUnavailable(failure);
            return (WebhookOutcome.Unavailable, WebhookProblem.TopicUnavailable);
        }
        catch (IOException)
        {
            return (WebhookOutcome.Unreadable, WebhookProblem.BrokenOff);
        }
    }

    private async Task<(string Outcome, WebhookAnswer Answer)> TakeAsync(CloudAdapter adapter, ChannelProof proof, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var content = intake.Read(body);
        if (content.Refusal is { } advice || Parse(body) is not { } activity)
            return (WebhookOutcome.Unreadable, WebhookProblem.Unreadable(content.Refusal ?? JsonBody.Advice, StatusCodes.Status400BadRequest));
        try
        {
            var response = await adapter.ProcessActivityAsync(proof, activity, intake.TurnOf(content).OnTurnAsync, cancellation).ConfigureAwait(false);
            return (content.Contacts.Count > 0 ? WebhookOutcome.Taken : WebhookOutcome.Ignored, AnswerOf(response));
        }
        catch (UnauthorizedAccessException)
        {
            return Refuse(WebhookProblem.Unproven(WebhookVerdict.Wrong, StatusCodes.Status403Forbidden));
        }
    }

    private (string Outcome, WebhookAnswer Answer) Refuse(WebhookAnswer answer)
    {
        LogRefused(answer.Status);
        return (WebhookOutcome.Unproven, answer);
    }

    private static WebhookAnswer AnswerOf(InvokeResponse? response) => response switch
    {
        null => WebhookAnswer.Bare(StatusCodes.Status200OK),
        { Body: null } => new WebhookAnswer(response.Status, "application/json", ReadOnlyMemory<byte>.Empty),
        { Body: { } body } => new WebhookAnswer(response.Status, "application/json", JsonSerializer.SerializeToUtf8Bytes(body, BotJson.Wire.JsonElement)),
    };

    private static Activity? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, BotJson.Default.Activity);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "A request to the bot was refused with {Status}: its token does not prove it.")]
    private partial void LogRefused(int status);

    [LoggerMessage(2, LogLevel.Error, "Nobody can talk to the bot: the keys of the Bot Connector cannot be fetched.")]
    private partial void LogNoKeys(Exception failure);

    [LoggerMessage(3, LogLevel.Warning, "The topic did not take a message to the bot; the channel is asked to come again.")]
    private partial void LogUnavailable(Exception failure);
}
