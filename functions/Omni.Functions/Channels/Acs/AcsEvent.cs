using System.Globalization;
using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Acs;

/// <summary>One event, in either schema: they say the same under other names.</summary>
/// <remarks>https://learn.microsoft.com/azure/event-grid/cloud-event-schema</remarks>
internal readonly record struct AcsEvent(JsonElement All, DateTimeOffset ReceivedAt)
{
    public JsonElement Data => All.At("data"u8);

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

    /// <summary>A field of the data, whose names documentation and live events write in letters of either case.</summary>
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
}
