using System.Text.Json;
using Omni.Azure.Bot;
using Omni.Azure.Bot.Schema;
using Omni.Functions.Channels;

namespace Omni.Functions.Ingestion;

/// <summary>What an activity means here: what a person says goes onto the topic as all contacts do, and what people elsewhere say of a hand-off to whoever waits for it.</summary>
public sealed class ActivityIntake(ChannelCatalogue catalogue, Inbox inbox, IHandOffStatus handOffs, TimeProvider clock)
{
    public NormalisedRequest Read(ReadOnlyMemory<byte> body) => catalogue.ReadActivity(body, clock.GetUtcNow());

    public IBot TurnOf(NormalisedRequest content) => new Turn(content, inbox, handOffs);

    private sealed class Turn(NormalisedRequest content, Inbox inbox, IHandOffStatus handOffs) : ActivityHandler
    {
        protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) => inbox.TakeAsync(content, cancellationToken);

        protected override Task OnEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) =>
            turnContext.Activity is { Name: HandoffEventNames.HandoffStatus, Recipient.Id: { } bot, Conversation.Id: { } conversation, Value: { ValueKind: JsonValueKind.Object } value } && value.Text("state"u8) is { } state
                ? handOffs.TellAsync(bot, conversation, state, cancellationToken)
                : Task.CompletedTask;
    }
}
