namespace Omni.Functions.Contacts;

/// <summary>A change in a CRM in the shape in which facts about people find their customer.</summary>
public static class CrmFact
{
    private const string Channel = "crm";

    public static Contact Of(CrmChange change) => new()
    {
        Id = change.Id,
        Channel = Channel,
        Provider = change.System,
        Account = change.Account,
        Kind = ContactKind.Event,
        ProviderMessageId = change.EntityId,
        From = new ContactSender { Identities = change.Identities, DisplayName = change.DisplayName },
        OccurredAt = change.OccurredAt,
        ReceivedAt = change.ReceivedAt,
        Change = change,
    };
}
