using System.Globalization;
using System.Text;

namespace Omni.Drivers.Providers;

/// <summary>Plays a Bitrix24 portal with an outgoing webhook.</summary>
public sealed class Bitrix24(string applicationToken)
{
    /// <summary>The proof is a field of the body and there already.</summary>
    public static SignedRequest Prove(ProviderCall call, Func<string, string> setting) => call.ProvenBy();

    public SignedRequest ContactAdded(long contact, DateTimeOffset at)
    {
        (string Name, string Value)[] fields =
        [
            ("event", "ONCRMCONTACTADD"),
            ("event_handler_id", "975"),
            ("data[FIELDS][ID]", contact.ToString(CultureInfo.InvariantCulture)),
            ("ts", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            ("auth[domain]", "shop.bitrix24.example.com"),
            ("auth[member_id]", "d897063e1ce7c5eb9f04b9750000f1c7"),
            ("auth[application_token]", applicationToken),
        ];
        var body = string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}"));
        return new SignedRequest("bitrix24", Encoding.UTF8.GetBytes(body), "application/x-www-form-urlencoded");
    }
}
