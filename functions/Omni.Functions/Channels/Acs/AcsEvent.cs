using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Acs;

/// <summary>One event, in either schema: they say the same under other names.</summary>
/// <remarks>https://learn.microsoft.com/azure/event-grid/cloud-event-schema</remarks>
/// <param name="All">The whole of it.</param>
/// <param name="Data">What it says, in camelCase.</param>
/// <param name="ReceivedAt">When it came.</param>
internal readonly record struct AcsEvent(JsonElement All, JsonElement Data, DateTimeOffset ReceivedAt)
{
    public static AcsEvent Of(JsonElement all, DateTimeOffset receivedAt) => new(all, CamelCase(all.At("data"u8)), receivedAt);

    public string? Id => All.Text("id"u8);

    public string? Type => All.Text("eventType"u8) ?? All.Text("type"u8);

    /// <summary>The name of the Communication Services resource: the last part of its path.</summary>
    public string Resource
    {
        get
        {
            var path = All.Text("topic"u8) ?? All.Text("source"u8) ?? "";
            return path[(path.LastIndexOf('/') + 1)..] is { Length: > 0 } name ? name : AcsChannel.Name;
        }
    }

    /// <summary>When the person acted; when the event was made, where only that is told.</summary>
    public DateTimeOffset OccurredAt =>
        Time("receivedTimestamp") ?? TimeOf(All.Text("eventTime"u8)) ?? TimeOf(All.Text("time"u8)) ?? UtcMilliseconds.Cut(ReceivedAt);

    /// <summary>A field of the data; within its name, too, documentation and live events differ in letters of either case (<c>deliveryAttemptTimeStamp</c>).</summary>
    public string? Text(string name)
    {
        if (!Data.IsObject())
            return null;
        foreach (var member in Data.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return member.Value.ValueKind == JsonValueKind.String && member.Value.GetString() is { Length: > 0 } text ? text : null;
        }

        return null;
    }

    /// <summary>As above.</summary>
    public DateTimeOffset? Time(string name) => TimeOf(Text(name));

    private static DateTimeOffset? TimeOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? UtcMilliseconds.Cut(time) : null;

    /// <summary>Samples of the documentation have PascalCase, live events camelCase.</summary>
    private static JsonElement CamelCase(JsonElement data)
    {
        if (!data.IsObject() || !data.EnumerateObject().Any(static member => member.Name is [>= 'A' and <= 'Z', ..]))
            return data;
        var written = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(written))
            Write(json, data);
        return JsonElement.Parse(written.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in element.EnumerateObject())
                {
                    json.WritePropertyName(JsonNamingPolicy.CamelCase.ConvertName(member.Name));
                    Write(json, member.Value);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(json, item);
                json.WriteEndArray();
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }
}
