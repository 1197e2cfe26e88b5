using System.Diagnostics;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Telemetry;

namespace Omni.Functions.Bot;

/// <summary>Lets the bot answer. The messages of one person come one after the other; of those that came together the one that was written first goes first.</summary>
public sealed class AnswerTurn(BotTurns turns, IClaimedContacts claims, DeskHours hours, OutagePatience patience)
{
    [Function(nameof(AnswerTurn))]
    public async Task Run(
        [ServiceBusTrigger(ContactTopic.Name, ContactTopic.BotSubscription, Connection = "ServiceBus", IsSessionsEnabled = true, IsBatched = true)] ServiceBusReceivedMessage[] messages,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        using var span = Spans.Process(ContactTopic.Name, ContactTopic.BotSubscription, messages.Select(static message => MessageTrace.TryRead(message, out var trace) ? trace : (ActivityContext?)null));
        try
        {
            await patience.SpendAsync(token => AnswerAsync(messages, token), cancellationToken);
        }
        catch (Exception failure)
        {
            span.Fail(failure);
            throw;
        }
    }

    /// <summary>What cannot be read is put aside by those who look for its customer.</summary>
    private async Task AnswerAsync(ServiceBusReceivedMessage[] messages, CancellationToken cancellation)
    {
        var contacts = new List<Contact>(messages.Length);
        foreach (var message in messages)
        {
            if (await patience.BearAsync(token => ContactEvent.ReadAsync(message.Body.ToMemory(), claims, token).AsTask(), cancellation) is ReadableContact { Contact: var contact })
                contacts.Add(contact);
        }

        foreach (var contact in contacts.OrderBy(static contact => contact.OccurredAt))
            await patience.BearAsync(token => TakeAsync(contact, token), cancellation);
    }

    private async Task<bool> TakeAsync(Contact contact, CancellationToken cancellation)
    {
        await turns.TakeAsync(contact, new Surroundings(hours.Now, hours.AreOpen), cancellation);
        return true;
    }
}
