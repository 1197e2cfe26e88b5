using System.Globalization;
using System.Text;

namespace Omni.Drivers.Providers;

/// <summary>Plays an amoCRM account with a webhook.</summary>
public sealed class AmoCrm(string key)
{
    public static SignedRequest Prove(ProviderCall call, Func<string, string> setting) => call.ProvenBy() with { Query = QueryOf(setting("Channels__AmoCrm__Key")) };

    public SignedRequest ContactAdded(long contact, string name, string phone, DateTimeOffset at) => Contact("add", contact, name, phone, at);

    public SignedRequest ContactUpdated(long contact, string name, string phone, DateTimeOffset at) => Contact("update", contact, name, phone, at);

    private SignedRequest Contact(string action, long contact, string name, string phone, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        (string Name, string Value)[] fields =
        [
            ($"contacts[{action}][0][id]", contact.ToString(CultureInfo.InvariantCulture)),
            ($"contacts[{action}][0][name]", name),
            ($"contacts[{action}][0][last_modified]", seconds),
            ($"contacts[{action}][0][custom_fields][0][id]", "4396817"),
            ($"contacts[{action}][0][custom_fields][0][code]", "PHONE"),
            ($"contacts[{action}][0][custom_fields][0][values][0][value]", phone),
            ($"contacts[{action}][0][type]", "contact"),
            ("account[id]", "29000001"),
        ];
        var body = string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}"));
        return new SignedRequest("amocrm", Encoding.UTF8.GetBytes(body), "application/x-www-form-urlencoded") { Query = QueryOf(key) };
    }

    private static string QueryOf(string key) => $"?code={Uri.EscapeDataString(key)}";
}
