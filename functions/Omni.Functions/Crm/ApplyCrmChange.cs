using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;

namespace Omni.Functions.Crm;

/// <summary>
/// Takes changes in a CRM off their topic into the profiles of the people they are about. They go the way contacts go, so whatever holds
/// for those holds here: each is told once, in any order, to one customer.
/// </summary>
public sealed class ApplyCrmChange(ContactIntake intake, CrmReader records)
{
    [Function(nameof(ApplyCrmChange))]
    public Task Run(
        [ServiceBusTrigger(CrmTopic.Name, CrmTopic.Subscription, Connection = "ServiceBus", IsSessionsEnabled = true, IsBatched = true)]
        ServiceBusReceivedMessage[] messages,
        CancellationToken cancellationToken) =>
        intake.TakeAsync(CrmTopic.Name, CrmTopic.Subscription, messages, ReadAsync, cancellationToken);

    private async Task<ContactReading> ReadAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        var (change, reason) = CrmEvent.Read(message);
        return change is null
            ? new UnreadableContact(reason)
            : new ReadableContact(CrmFact.Of(await records.CompleteAsync(change, cancellation)));
    }
}
