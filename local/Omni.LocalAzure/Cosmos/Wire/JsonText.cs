using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Omni.LocalAzure.Cosmos.Wire;

/// <summary>
/// What the JSON reader lets through until somebody uses it: text that is no Unicode, and a name twice in one object.
/// Either would come to light in a later query or patch, and spoil that.
/// </summary>
internal static class JsonText
{
    /// <summary>Levels of nesting.</summary>
    public const int Deepest = 128;

    private const int EscapeLength = 6;

    private static readonly JsonDocumentOptions NamesOnce = new() { MaxDepth = Deepest, AllowDuplicateProperties = false };

    /// <summary>Valid UTF-8 without an escaped half of a surrogate pair.</summary>
    public static bool IsUnicode(ReadOnlySpan<byte> json) => Utf8.IsValid(json) && !HasHalfPair(json);

    /// <exception cref="JsonException">An object has a name twice, or the text is no JSON.</exception>
    public static void CheckNames(ReadOnlySpan<byte> json) => JsonElement.Parse(json, NamesOnce);

    private static bool HasHalfPair(ReadOnlySpan<byte> json)
    {
        while (json.IndexOf((byte)'\\') is var escape and >= 0)
        {
            json = json[escape..];
            var unit = Unit(json);
            if (!char.IsSurrogate(unit))
            {
                json = json[Math.Min(2, json.Length)..];
                continue;
            }

            if (!char.IsHighSurrogate(unit) || !char.IsLowSurrogate(Unit(json[EscapeLength..]))) return true;
            json = json[(2 * EscapeLength)..];
        }

        return false;
    }

    /// <summary>The code unit that an escape at the beginning stands for; 0 for any other escape.</summary>
    private static char Unit(ReadOnlySpan<byte> json) =>
        json is [(byte)'\\', (byte)'u', _, _, _, _, ..] && ushort.TryParse(json[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : '\0';
}
