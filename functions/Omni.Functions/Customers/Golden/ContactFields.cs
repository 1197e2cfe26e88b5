using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Golden;

/// <summary>What a contact tells of the person: the name and language its channel gives, and the fields of a form that have a usual name.</summary>
internal static class ContactFields
{
    /// <param name="contact">One that a person made: what a CRM tells is in the profile's CRM records.</param>
    /// <param name="from">When, and by which contact.</param>
    public static IReadOnlyList<FieldValue> Of(Contact contact, Sighting from)
    {
        // A visitor types a name into a form or a chat; elsewhere it is the name of an account.
        var trust = contact.Kind is ContactKind.Form or ContactKind.Chat ? Trust.Claimed : Trust.Asserted;
        List<FieldValue>? values = null;
        Add(ProfileField.FullName, contact.From.DisplayName);
        Add(ProfileField.Language, contact.From.Language);
        if (contact.Kind == ContactKind.Form)
        {
            foreach (var (name, value) in contact.Extras)
            {
                if (FieldNames.OfForm(name) is { } field)
                    Add(field, TextOf(value));
            }
        }

        return values ?? (IReadOnlyList<FieldValue>)[];

        void Add(ProfileField field, string? told)
        {
            if (FieldText.Of(field, told, contact.OccurredAt) is { } value)
                FieldValues.Add(values ??= new(2), new FieldValue(field.Name, value, trust, contact.Channel, from));
        }
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
