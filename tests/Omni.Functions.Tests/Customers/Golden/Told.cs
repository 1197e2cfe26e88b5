using System.Text.Json;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Golden;

namespace Omni.Functions.Tests.Customers.Golden;

/// <summary>What invented people tell of themselves, one thing a minute.</summary>
internal static class Told
{
    public static readonly Profile Nobody = Profile.Empty("00000000000000000000000000000001");

    private const string Phone = "phone:+74951234567";

    public static Contact Account(int minute, string? name, string? language = null, ContactKind kind = ContactKind.Message) => By(minute, kind, name, language) with
    {
        Channel = "telegram",
    };

    public static Contact Form(int minute, params (string Name, string Value)[] fields) => By(minute, ContactKind.Form, name: null, language: null) with
    {
        Channel = "form",
        Extras = fields.ToDictionary(field => field.Name, field => JsonSerializer.SerializeToElement(field.Value)),
    };

    public static Contact Changed(int minute, string system, string record, CrmAction action, params (string Name, string? Value)[] attributes) => CrmFact.Of(new CrmChange
    {
        Id = IdOf(minute),
        System = system,
        Account = "1",
        EntityId = record,
        Action = action,
        OccurredAt = At(minute),
        ReceivedAt = At(minute),
        Identities = [CrmIdentity.Of(system, "1", record)],
        Attributes = attributes.ToDictionary(pair => pair.Name, pair => pair.Value),
    });

    public static string IdOf(int minute) => ContactId.From("test", "desk", $"minute {minute}");

    public static DateTimeOffset At(int minute) => People.Morning.AddMinutes(minute);

    public static Profile ProfileOf(params Contact[] contacts) => ProfileFold.Add(Nobody, contacts);

    public static IReadOnlyDictionary<string, GoldenField> Fields(params Contact[] contacts) => GoldenProfile.Of(ProfileOf(contacts), ProfileOptions.Default);

    /// <summary>The value that stands, then those that contradict it.</summary>
    public static string ValuesOf(this IReadOnlyDictionary<string, GoldenField> fields, string name) =>
        fields.TryGetValue(name, out var field) ? string.Join(" | ", field.Others.Select(other => other.Value).Prepend(field.Value)) : "";

    private static Contact By(int minute, ContactKind kind, string? name, string? language)
    {
        var contact = People.Contact(1, Phone);
        return contact with
        {
            Id = IdOf(minute),
            Direction = "inbound",
            Kind = kind,
            From = contact.From with { DisplayName = name, Language = language },
            OccurredAt = At(minute),
        };
    }
}
