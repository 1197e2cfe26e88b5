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
        Time(Data, "receivedTimestamp"u8) ?? Time(All, "eventTime"u8) ?? Time(All, "time"u8) ?? UtcMilliseconds.Cut(ReceivedAt);

    private static DateTimeOffset? Time(JsonElement element, ReadOnlySpan<byte> name) =>
        DateTimeOffset.TryParse(element.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? UtcMilliseconds.Cut(time) : null;
}
