using System.Text;
using System.Text.Json;

namespace Omni.Functions.Channels.Twilio;

/// <summary>The fields of a request: a form, or the query where an address is set to be called with GET.</summary>
internal static class TwilioFields
{
    public const string Advice = "Send Twilio's own fields, AccountSid among them, as application/x-www-form-urlencoded in UTF-8, at most 500 of them.";

    private const int MostFields = 500;

    private static readonly Comparer<KeyValuePair<string, string>> Order = Comparer<KeyValuePair<string, string>>.Create(
        static (left, right) => string.CompareOrdinal(left.Key, right.Key) is not 0 and var byName ? byName : string.CompareOrdinal(left.Value, right.Value));

    /// <summary>As one JSON object; null when there are none that could be Twilio's.</summary>
    public static JsonElement? Read(WebhookRequest request)
    {
        var fields = IsGet(request) ? FormFields.ParseQuery(request.Url, MostFields) : Form(request);
        return fields is null || FormFields.ToJson(fields) is var json && json.Text("AccountSid"u8) is null ? null : json;
    }

    /// <summary>
    /// What is signed after the address: every field of the form with its value, in the order of names and then of values, the same field
    /// with the same value once. Null when there is no readable form.
    /// </summary>
    public static string? Signed(WebhookRequest request)
    {
        if (IsGet(request))
            return "";
        if (Form(request) is not { } fields)
            return null;
        var text = new StringBuilder();
        for (var at = 0; at < fields.Count; at++)
        {
            if (at == 0 || Order.Compare(fields[at - 1], fields[at]) != 0)
                text.Append(fields[at].Key).Append(fields[at].Value);
        }

        return text.ToString();
    }

    /// <summary>What is signed does not say where a name ends and its value begins: an address that stands where a name belongs is a value cut off from its own.</summary>
    private static bool IsName(string name) => name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.');

    private static bool IsGet(WebhookRequest request) => request.Method == "GET";

    /// <summary>Sorted, so that what is read depends on what is signed and not on the order it is sent in.</summary>
    private static List<KeyValuePair<string, string>>? Form(WebhookRequest request)
    {
        if (!FormFields.IsForm(request.ContentType) || FormFields.Parse(request.Body.Span, MostFields) is not { } fields || !fields.All(static field => IsName(field.Key)))
            return null;
        var sorted = new List<KeyValuePair<string, string>>(fields);
        sorted.Sort(Order);
        return sorted;
    }
}
