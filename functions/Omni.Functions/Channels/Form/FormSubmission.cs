using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Omni.Functions.Channels.Form;

/// <summary>The fields of one submission, whichever way they were encoded.</summary>
internal sealed class FormSubmission
{
    public const string Advice =
        "Send the fields as one JSON object (application/json, at most 32 levels deep) or as application/x-www-form-urlencoded, in UTF-8, at most 200 of them.";

    private const int MostFields = 200;

    // Sites name the same field differently; everything not listed is kept under its own name.
    private static readonly FrozenDictionary<string, string> Synonyms = new Dictionary<string, string>
    {
        ["id"] = "id",
        ["site"] = "site",
        ["occurredat"] = "occurredat",
        ["kind"] = "kind",
        ["name"] = "name",
        ["fullname"] = "name",
        ["full_name"] = "name",
        ["имя"] = "name",
        ["email"] = "email",
        ["e-mail"] = "email",
        ["mail"] = "email",
        ["почта"] = "email",
        ["phone"] = "phone",
        ["tel"] = "phone",
        ["telephone"] = "phone",
        ["телефон"] = "phone",
        ["message"] = "message",
        ["text"] = "message",
        ["comment"] = "message",
        ["сообщение"] = "message",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, string> known = [];

    public Dictionary<string, JsonElement> Extras { get; } = [];

    public bool IsEmpty => known.Count == 0 && Extras.Count == 0;

    /// <summary>Null when the body is neither encoding, or has too many fields.</summary>
    public static FormSubmission? Read(WebhookRequest request) =>
        FormFields.IsForm(request.ContentType) ? FromForm(request.Body.Span)
        : JsonBody.Parse(request) is { ValueKind: JsonValueKind.Object } json && json.GetPropertyCount() <= MostFields ? FromJson(json)
        : null;

    /// <summary>The text of a field under its canonical name, as typed; null when there is none.</summary>
    public string? Take(string field) => known.Remove(field, out var text) ? text : null;

    /// <summary>Puts back a text that turned out to be no value of its field.</summary>
    public void Keep(string field, string text) => Extras.TryAdd(field, Json(text));

    private static FormSubmission FromJson(JsonElement json)
    {
        var submission = new FormSubmission();
        foreach (var member in json.EnumerateObject())
            submission.Add(member.Name, member.Value.ValueKind is JsonValueKind.Number ? member.Value.GetRawText() : null, member.Value);
        return submission;
    }

    private static FormSubmission? FromForm(ReadOnlySpan<byte> body)
    {
        if (FormFields.Parse(body, MostFields) is not { } fields)
            return null;
        var submission = new FormSubmission();
        foreach (var (name, values) in fields.GroupBy(field => field.Key, field => field.Value).Select(group => (group.Key, group.ToArray())))
            submission.Add(name, null, values is [var single] ? Json(single) : JsonSerializer.SerializeToElement(values, FormJson.Default.StringArray));
        return submission;
    }

    /// <summary>The first text of a known field counts; further ones, and values that are no text, are extras.</summary>
    private void Add(string name, string? number, JsonElement value)
    {
        var text = number ?? (value.ValueKind == JsonValueKind.String ? value.GetString() : null);
        if (Synonyms.TryGetValue(name, out var field) && text is not null)
        {
            if (string.IsNullOrWhiteSpace(text) || known.TryAdd(field, text))
                return;
        }

        if (value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
            Extras.TryAdd(name, value);
    }

    private static JsonElement Json(string text) => JsonSerializer.SerializeToElement(text, FormJson.Default.String);
}

[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class FormJson : JsonSerializerContext;
