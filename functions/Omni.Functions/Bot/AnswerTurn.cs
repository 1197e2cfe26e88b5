using System.Diagnostics;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Telemetry;

namespace Omni.Functions.Bot;

/// <summary>
/// Lets the bot answer. The messages of one person come one after the other. Each by itself: a trigger that takes them in batches holds one session at a time, and people would wait for those of others.
/// </summary>
public sealed class AnswerTurn(BotTurns turns, IClaimedContacts claims, DeskHours hours, OutagePatience patience)
{
    [Function(nameof(AnswerTurn))]
    public async Task Run(
        [ServiceBusTrigger(ContactTopic.Name, ContactTopic.BotSubscription, Connection = "ServiceBus", IsSessionsEnabled = true)] ServiceBusReceivedMessage message,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var span = Spans.Process(ContactTopic.Name, ContactTopic.BotSubscription, [MessageTrace.TryRead(message, out var trace) ? trace : (ActivityContext?)null]);
        try
        {
            await patience.SpendAsync(token => AnswerAsync(message, token), cancellationToken);
        }
        catch (Exception failure)
        {
            span.Fail(failure);
            throw;
        }
    }

    /// <summary>What cannot be read is put aside by those who look for its customer.</summary>
    private async Task AnswerAsync(ServiceBusReceivedMessage message, CancellationToken cancellation)
    {
        if (await patience.BearAsync(token => ContactEvent.ReadAsync(message.Body.ToMemory(), claims, token).AsTask(), cancellation) is ReadableContact { Contact: var contact })
            await patience.BearAsync(token => turns.TakeAsync(contact, new Surroundings(hours.Now, hours.AreOpen), token), cancellation);
    }
}
