namespace Omni.Functions.Channels.Bitrix24;

/// <summary>The fields of an event, which come as a form with names in PHP's brackets.</summary>
/// <remarks>https://apidocs.bitrix24.com/api-reference/events/index.html</remarks>
internal sealed class Bitrix24Event
{
    private const int MostFields = 500;

    private readonly IReadOnlyList<KeyValuePair<string, string>> fields;

    private Bitrix24Event(IReadOnlyList<KeyValuePair<string, string>> fields) => this.fields = fields;

    public IReadOnlyList<KeyValuePair<string, string>> Fields => fields;

    /// <summary>In capitals, as documented.</summary>
    public string? Name => this["event"]?.ToUpperInvariant();

    /// <summary>Of the record it is about.</summary>
    public string? RecordId => this["data[FIELDS][ID]"];

    /// <summary>Seconds since 1970.</summary>
    public string? Time => this["ts"];

    public string? ApplicationToken => this["auth[application_token]"];

    /// <summary>The portal: its id stays when it gets another domain.</summary>
    public string? Portal => this["auth[member_id]"] ?? this["auth[domain]"];

    private string? this[string name]
    {
        get
        {
            foreach (var (key, value) in fields)
            {
                if (key == name)
                    return value.Length > 0 ? value : null;
            }

            return null;
        }
    }

    /// <summary>Null when the body is no form.</summary>
    public static Bitrix24Event? Read(WebhookRequest request) =>
        FormFields.IsForm(request.ContentType) && FormFields.Parse(request.Body.Span, MostFields) is { } fields ? new Bitrix24Event(fields) : null;
}
