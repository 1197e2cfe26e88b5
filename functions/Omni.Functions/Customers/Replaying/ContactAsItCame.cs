using System.Text.Json;
using Omni.Functions.Contacts;
using Omni.Functions.Customers.Golden;

namespace Omni.Functions.Customers.Replaying;

/// <summary>
/// A contact as its channel told it: without the judgements of the day it was resolved on, which the rules of today make anew, and without
/// what they do not look at, so that a long history fits into memory.
/// </summary>
internal static class ContactAsItCame
{
    public static Contact Of(Contact contact) => contact with
    {
        From = new ContactSender
        {
            Identities = IdentitiesOf(contact),
            DisplayName = contact.From.DisplayName,
            Language = contact.From.Language,
        },
        Thread = null,
        ReplyTo = null,
        Subject = null,
        Text = null,
        Html = null,
        Attachments = [],
        Departments = [],
        Call = null,
        Change = contact.Change is { Raw: not null } change ? change with { Raw = null } : contact.Change,
        Extras = contact.Extras.Count == 0 ? contact.Extras : contact.Extras.Where(extra => IsLookedAt(contact, extra)).ToDictionary(),
        Raw = null,
    };

    /// <summary>
    /// That a number changed hands a channel says itself; of what a CRM tells, whatever is given up was found out by the rules.
    /// </summary>
    private static IReadOnlyList<Identity> IdentitiesOf(Contact contact) =>
    [
        .. contact.From.Identities.Where(identity => contact.Change is null || !identity.IsEnded)
            .Select(static identity => new Identity(identity.Kind, identity.Value, identity.Trust) { IsEnded = identity.IsEnded }),
    ];

    private static bool IsLookedAt(Contact contact, KeyValuePair<string, JsonElement> extra) =>
        extra.Value.ValueKind is JsonValueKind.True or JsonValueKind.False
        || (contact.Kind == ContactKind.Form && FieldNames.OfForm(extra.Key) is not null);
}
