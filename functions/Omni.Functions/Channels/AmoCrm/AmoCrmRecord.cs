namespace Omni.Functions.Channels.AmoCrm;

/// <summary>One record of a request: the fields <c>{entity}[{action}][{number}][…]</c> with the same beginning.</summary>
/// <param name="Entity">contacts, leads, …</param>
/// <param name="Action">add, update, delete, …</param>
internal sealed record AmoCrmRecord(string Entity, string Action)
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AmoCrmField> custom = new(StringComparer.Ordinal);

    /// <summary>Name and value of each field as they came.</summary>
    public List<KeyValuePair<string, string>> Fields { get; } = [];

    /// <summary>In the order of the request.</summary>
    public IEnumerable<AmoCrmField> CustomFields => custom.Values;

    /// <summary>A field directly of the record; null when absent or empty.</summary>
    public string? this[string name] => values.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>The records in the order of their first fields, and the fields that belong to none; null when the body is no such form.</summary>
    public static (IReadOnlyList<AmoCrmRecord> Records, IReadOnlyDictionary<string, string> Others)? Read(WebhookRequest request)
    {
        const int mostFields = 20_000;
        if (!FormFields.IsForm(request.ContentType) || FormFields.Parse(request.Body.Span, mostFields) is not { } fields)
            return null;

        var records = new Dictionary<(string, string, string), AmoCrmRecord>();
        var others = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (PathOf(field.Key) is not [var entity, var action, var number, .. { Length: > 0 } path])
            {
                others.TryAdd(field.Key, field.Value);
                continue;
            }

            if (!records.TryGetValue((entity, action, number), out var record))
                records.Add((entity, action, number), record = new AmoCrmRecord(entity, action));
            record.Add(field, path);
        }

        return ([.. records.Values], others);
    }

    private void Add(KeyValuePair<string, string> field, string[] path)
    {
        Fields.Add(field);
        if (path is [var name])
            values.TryAdd(name, field.Value);
        else if (path is ["custom_fields" or "custom_fields_values", var number, .. { Length: > 0 } rest])
            (custom.TryGetValue(number, out var known) ? known : custom[number] = new AmoCrmField()).Add(rest, field.Value);
    }

    /// <summary><c>a[b][c]</c> as its parts; empty when it is not written so.</summary>
    private static string[] PathOf(string name)
    {
        var open = name.IndexOf('[', StringComparison.Ordinal);
        return open > 0 && name[^1] == ']' ? [name[..open], .. name[(open + 1)..^1].Split("][")] : [];
    }
}

/// <summary>A field that the account's owner may have added, recognised by its code where it is one of amoCRM's own.</summary>
internal sealed class AmoCrmField
{
    private string? code;
    private string? name;
    private string? id;

    public string? Code => code;

    /// <summary>The best there is to call it.</summary>
    public string? Name => code ?? name ?? id;

    public List<string> Values { get; } = [];

    public void Add(string[] path, string value)
    {
        if (value.Length == 0)
            return;
        switch (path)
        {
            case ["code" or "field_code"]:
                code = value;
                break;
            case ["name" or "field_name"]:
                name = value;
                break;
            case ["id" or "field_id"]:
                id = value;
                break;
            case ["values", _] or ["values", _, "value"]:
                Values.Add(value);
                break;
            default:
                break;
        }
    }
}
