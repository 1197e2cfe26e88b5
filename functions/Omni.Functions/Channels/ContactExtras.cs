using System.Text.Json;

namespace Omni.Functions.Channels;

/// <summary>Collects what has no field of its own; <see cref="JsonElement"/>s that are not there are left out.</summary>
public sealed class ContactExtras
{
    // Names that mean the same for every channel.
    public const string ButtonPayload = "buttonPayload";
    public const string Card = "card";
    public const string Location = "location";
    public const string ReplyToMessageId = "replyToMessageId";

    private static readonly Dictionary<string, JsonElement> None = [];

    private Dictionary<string, JsonElement>? members;

    public ContactExtras Add(string name, JsonElement value)
    {
        if (value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            (members ??= []).TryAdd(name, value);
        return this;
    }

    public IReadOnlyDictionary<string, JsonElement> Build() => members ?? None;
}
