using System.Globalization;
using System.Text.Json;

namespace Omni.Functions.Channels;

/// <summary>
/// Lenient reading of providers' JSON: a field that is absent, or not of the kind that was asked for, is simply not there.
/// So one odd field never costs the message.
/// </summary>
public static class JsonFields
{
    /// <summary>The member, or an undefined element, of which every other question gets "nothing".</summary>
    public static JsonElement At(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    /// <summary>The text of a member, or a number as it is written (ids are text or numbers, whatever a provider likes); null when empty.</summary>
    public static string? Text(this JsonElement element, ReadOnlySpan<byte> name)
    {
        var member = element.At(name);
        return member.ValueKind switch
        {
            JsonValueKind.String when member.GetString() is { Length: > 0 } text => text,
            JsonValueKind.Number => member.GetRawText(),
            _ => null,
        };
    }

    /// <summary>A whole number, also one written as text.</summary>
    public static long? Whole(this JsonElement element, ReadOnlySpan<byte> name)
    {
        var member = element.At(name);
        return member.ValueKind switch
        {
            JsonValueKind.Number when member.TryGetInt64(out var number) => number,
            JsonValueKind.String when long.TryParse(member.GetString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };
    }

    public static bool IsTrue(this JsonElement element, ReadOnlySpan<byte> name) => element.At(name).ValueKind == JsonValueKind.True;

    public static bool IsObject(this JsonElement element) => element.ValueKind == JsonValueKind.Object;

    /// <summary>The elements of a list; none when there is no list.</summary>
    public static JsonElement.ArrayEnumerator Items(this JsonElement element, ReadOnlySpan<byte> name)
    {
        var member = element.At(name);
        return member.ValueKind == JsonValueKind.Array ? member.EnumerateArray() : default;
    }

    /// <summary>Seconds since 1970 as a time; null when absent, zero or beyond the calendar.</summary>
    public static DateTimeOffset? UnixSeconds(this JsonElement element, ReadOnlySpan<byte> name) => UnixTime.Seconds(element.Whole(name));

    /// <summary>Milliseconds since 1970 as a time; null when absent, zero or beyond the calendar.</summary>
    public static DateTimeOffset? UnixMilliseconds(this JsonElement element, ReadOnlySpan<byte> name) => UnixTime.Milliseconds(element.Whole(name));
}
