using System.Globalization;
using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Vonage;

/// <summary>The fields of a request: the account decides whether the SMS API sends JSON, a form, or a query.</summary>
internal static class VonageFields
{
    public const string Advice = "Send Vonage's own fields as one JSON object (application/json), as application/x-www-form-urlencoded or in the query, in UTF-8.";

    private const int MostFields = 200;

    /// <summary>Vonage repeats for a day, and does not say that it signs anew.</summary>
    public static readonly ReplayWindow Window = new(TimeSpan.FromHours(25));

    /// <summary>As one JSON object, of texts where they were no JSON; null when there is nothing in it.</summary>
    public static JsonElement? Read(WebhookRequest request) =>
        Parse(request) is { ValueKind: JsonValueKind.Object } fields && fields.GetPropertyCount() > 0 ? fields : null;

    /// <summary>Times without an offset are UTC.</summary>
    public static DateTimeOffset? Time(JsonElement fields, ReadOnlySpan<byte> name) =>
        DateTimeOffset.TryParse(fields.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? UtcMilliseconds.Cut(time) : null;

    private static JsonElement? Parse(WebhookRequest request)
    {
        var isGet = request.Method == "GET";
        if (!isGet && !FormFields.IsForm(request.ContentType))
            return JsonBody.Parse(request);
        var fields = isGet ? FormFields.ParseQuery(request.Url, MostFields) : FormFields.Parse(request.Body.Span, MostFields);
        return fields is null ? null : FormFields.ToJson(fields);
    }
}
