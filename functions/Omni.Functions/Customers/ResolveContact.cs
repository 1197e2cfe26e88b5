using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>Takes contacts off the topic and puts them onto their timelines.</summary>
public sealed class ResolveContact(ContactIntake intake, IClaimedContacts claims)
{
    [Function(nameof(ResolveContact))]
    public Task Run(
        [ServiceBusTrigger(ContactTopic.Name, ContactTopic.Subscription, Connection = "ServiceBus", IsSessionsEnabled = true, IsBatched = true)]
        ServiceBusReceivedMessage[] messages,
        CancellationToken cancellationToken) =>
        intake.TakeAsync(
            ContactTopic.Name,
            ContactTopic.Subscription,
            messages,
            (body, token) => ContactEvent.ReadAsync(body, claims, token).AsTask(),
            cancellationToken);
}
