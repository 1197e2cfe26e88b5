using System.Text;
using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Bitrix24;

/// <summary>The answer of <c>crm.contact.get</c>.</summary>
/// <remarks>https://apidocs.bitrix24.com/api-reference/crm/contacts/crm-contact-get.html</remarks>
internal static class Bitrix24Contact
{
    private const string CustomField = "UF_";

    private static readonly string[] Kept =
    [
        "NAME", "SECOND_NAME", "LAST_NAME", "BIRTHDATE", "POST", "TYPE_ID", "SOURCE_ID",
        "ADDRESS", "ADDRESS_CITY", "ADDRESS_PROVINCE", "ADDRESS_POSTAL_CODE", "ADDRESS_COUNTRY",
    ];

    public static CrmChange AddTo(CrmChange change, ReadOnlyMemory<byte> record, Bitrix24Options options)
    {
        var contact = (JsonBody.Parse(record) ?? default).At("result"u8);
        if (contact.Text("ID"u8) != change.EntityId)
            return change;

        var details = new CrmDetails(options.DetailTrust, options.DefaultRegion);
        foreach (var member in contact.EnumerateObject())
        {
            if (Kept.Contains(member.Name) || (member.Name.StartsWith(CustomField, StringComparison.Ordinal) && IsPlain(member.Value)))
                details.Attribute(member.Name, contact.Text(Encoding.UTF8.GetBytes(member.Name)));
        }

        details.Attribute("PHONE", Several(contact, "PHONE"u8, details.Phone));
        details.Attribute("EMAIL", Several(contact, "EMAIL"u8, details.Email));
        var name = string.Join(' ', new[] { contact.Text("NAME"u8)?.Trim(), contact.Text("LAST_NAME"u8)?.Trim() }.Where(static part => !string.IsNullOrEmpty(part)));
        return change with
        {
            DisplayName = CrmDetails.Name(name),
            Identities = [.. change.Identities, .. details.Identities],
            Attributes = details.Attributes,
        };
    }

    private static string Several(JsonElement contact, ReadOnlySpan<byte> name, Action<string?> each)
    {
        var values = new List<string>();
        foreach (var item in contact.Items(name))
        {
            if (item.Text("VALUE"u8) is not { } value)
                continue;
            each(value);
            values.Add(value);
        }

        return string.Join(", ", values);
    }

    private static bool IsPlain(JsonElement value) => value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Null;
}
