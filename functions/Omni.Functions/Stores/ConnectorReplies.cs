using Azure;
using Azure.Identity;
using Omni.Azure.Bot;
using Omni.Azure.Bot.Schema;
using Omni.Functions.Bot.HandOffs;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using Omni.Functions.Replies;

namespace Omni.Functions.Stores;

/// <summary>Writes into conversations of the Bot Connector. It knows no message again, so whatever is unclear stays unclear.</summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference</remarks>
public sealed class ConnectorReplies(CloudAdapter adapter, string appId, IReadOnlySet<string> handOffChannels, TimeProvider clock) : IReplySender, IHandOffChannel
{
    private const string Conversations = "/v3/conversations/";

    public string Provider => "bot";

    public int LongestText => 4000;

    public TimeSpan? Window => null;

    public bool IsRepeatable => false;

    public bool ShowsChoices => true;

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        var activity = message.Choices.Count > 0 ? MessageFactory.SuggestedActions(message.Choices, message.Text) : MessageFactory.Text(message.Text);
        activity.TextFormat = "plain";
        return ReferenceTo(message.To, message.Account, message.Thread, message.InReplyTo) is { } reference ? await SendAsync(reference, _ => activity, cancellation) : new SendingRefused("noAddress");
    }

    /// <summary>A channel that does not understand it says so, and nothing is lost.</summary>
    public async Task InitiateAsync(HandOffTicket ticket, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        if (ticket.Contact.Provider != Provider || ticket.HandOff.Dialogue is null || !handOffChannels.Contains(ticket.Contact.Channel)
            || ReferenceTo(ticket.Contact.ReplyTo ?? "", ticket.Contact.Account, ticket.Contact.Thread, answered: null) is not { } reference)
            return;
        var context = System.Text.Json.JsonSerializer.SerializeToElement(ticket.HandOff.Department, BotJson.Default.String);
        await SendAsync(reference, turn => EventFactory.CreateHandoffInitiation(turn, context, TranscriptOf(ticket, reference)), cancellation);
    }

    private async Task<SendOutcome> SendAsync(ConversationReference reference, Func<ITurnContext, Activity> say, CancellationToken cancellation)
    {
        SendOutcome outcome = new SendingUnclear("unsent");
        try
        {
            await adapter.ContinueConversationAsync(
                appId,
                reference,
                async (turn, token) => outcome = new MessageSent((await turn.SendActivityAsync(say(turn), token)).Id, HasReceipts: false),
                cancellation);
            return outcome;
        }
        catch (RequestFailedException failure)
        {
            return failure.Status switch
            {
                412 or 429 or 503 => new SendLater(RetryAfter.Of(failure.GetRawResponse(), clock)),
                0 when IsWithoutConnection(failure) => new SendLater(),
                0 or >= 500 => new SendingUnclear($"status{failure.Status}"),
                _ => new SendingRefused(failure.ErrorCode ?? $"status{failure.Status}"),
            };
        }
        catch (AggregateException failures)
        {
            return failures.InnerExceptions.All(IsWithoutConnection) ? new SendLater() : new SendingUnclear("cutOff");
        }
        catch (AuthenticationFailedException)
        {
            return new SendLater(); // Without a token nothing was asked.
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new SendingUnclear("timedOut");
        }
    }

    private static bool IsWithoutConnection(Exception failure) =>
        (failure.InnerException ?? failure) is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError };

    /// <summary>Takes apart what the contact keeps: the address of the conversation, and after it who wrote.</summary>
    private static ConversationReference? ReferenceTo(string address, string bot, string? conversation, string? answered)
    {
        var at = address.IndexOf(Conversations, StringComparison.Ordinal);
        if (at < 0 || conversation is null || address.Split('#', 2) is not [_, var user])
            return null;
        var id = answered?.IndexOf($":{conversation}:", StringComparison.Ordinal) is > 0 and var channelEnds ? answered[(channelEnds + conversation.Length + 2)..] : null;
        return new ConversationReference
        {
            ServiceUrl = address[..(at + 1)],
            ActivityId = id,
            Conversation = new ConversationAccount { Id = conversation },
            Bot = new ChannelAccount(bot),
            User = new ChannelAccount(Uri.UnescapeDataString(user)),
        };
    }

    private static Transcript TranscriptOf(HandOffTicket ticket, ConversationReference reference) => new()
    {
        Activities =
        [
            .. ticket.HandOff.Transcript.Select(line => new Activity(ActivityTypes.Message)
            {
                Text = line.Text,
                Timestamp = line.At,
                From = line.By == HandOffSpeaker.Customer ? reference.User : reference.Bot,
                Conversation = reference.Conversation,
            }),
        ],
    };
}
