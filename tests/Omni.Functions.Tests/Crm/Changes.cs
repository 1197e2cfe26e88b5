using Omni.Functions.Contacts;
using Omni.Functions.Tests.Customers;

namespace Omni.Functions.Tests.Crm;

/// <summary>Invented changes in an invented CRM.</summary>
internal static class Changes
{
    public const string System = "amocrm";
    public const string Account = "29000001";

    /// <summary>What a record becomes; the number makes the change and its time.</summary>
    public static CrmChange Change(int number, string record, CrmAction action = CrmAction.Updated, params (string Name, string? Value)[] attributes) => new()
    {
        Id = ContactId.From(System, Account, $"{record}:{number}"),
        System = System,
        Account = Account,
        EntityId = record,
        Action = action,

        // Several share a time, so that ties are part of every test.
        OccurredAt = People.Morning.AddSeconds(number / 3),
        ReceivedAt = People.Morning.AddHours(1),
        DisplayName = $"Record {number}",
        Identities = [CrmIdentity.Of(System, Account, record)],
        Attributes = attributes.ToDictionary(pair => pair.Name, pair => pair.Value),
    };

    public static CrmChange WithPhone(this CrmChange change, string phone) =>
        change with { Identities = [.. change.Identities, new(IdentityKind.Phone, phone, Trust.Claimed)] };

    public static CrmChange Merging(this CrmChange change, params string[] records) => change with
    {
        Action = CrmAction.Merged,
        MergedIds = records,
        Identities = [.. change.Identities, .. records.Select(record => CrmIdentity.Of(System, Account, record))],
    };

    /// <summary>Any kind of change of a few records, which share phones now and then.</summary>
    public static CrmChange Any(int number)
    {
        var record = $"{number % 4}";
        return (number % 7) switch
        {
            0 => Change(number, record, CrmAction.Deleted),
            1 => Change(number, record, CrmAction.Restored),
            2 => Change(number, record).Merging($"{(number + 1) % 4}"),
            3 => Change(number, record, CrmAction.Created, ("name", $"Name {number}"), ("city", "Perm")).WithPhone($"+7495000000{number % 5}"),
            4 => Change(number, record, CrmAction.Updated, ("city", null)),
            _ => Change(number, record, CrmAction.Updated, ("city", $"City {number}"), ("post", $"{number}")),
        };
    }
}
