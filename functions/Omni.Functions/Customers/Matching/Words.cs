using System.Collections.Frozen;

namespace Omni.Functions.Customers.Matching;

/// <summary>A folded name of a person, street or place, ready to be compared whatever the order and the division of its words.</summary>
internal readonly record struct Words
{
    private const char Space = ' ';

    /// <summary>Folded words that nearly every address has, and many leave out.</summary>
    private static readonly FrozenSet<string> OfAnyAddress = new[]
    {
        "улица", "ул", "проспект", "пр-т", "просп", "пр", "переулок", "пер", "бульвар", "б-р", "бул", "шоссе", "площадь", "пл", "проезд", "набережная", "наб",
        "тупик", "аллея", "дом", "город", "г", "street", "st", "str", "road", "rd", "avenue", "ave", "av", "lane", "ln", "drive", "dr", "court", "ct",
        "place", "pl", "crescent", "cres", "close", "cl", "circuit", "cct", "terrace", "tce", "way", "square", "sq", "boulevard", "blvd", "parade", "grove",
    }.SelectMany(static word => NameForm.Of(word).Split(Space)).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The words one after the other, without spaces; empty where nothing is known.</summary>
    public required string Text { get; init; }

    /// <summary>The same in the order of the alphabet.</summary>
    public required string Sorted { get; init; }

    public bool IsMissing => Text.Length == 0;

    public static Words Of(string? text) => From(Split(text));

    /// <summary>Without the words for street, road and the like, unless there are no others.</summary>
    public static Words OfAddress(string? text)
    {
        var words = Split(text);
        var telling = words.Where(static word => !OfAnyAddress.Contains(word)).ToArray();
        return From(telling.Length == 0 ? words : telling);
    }

    public static string[] Split(string? text) => NameForm.Of(text).Split(Space, StringSplitOptions.RemoveEmptyEntries);

    public static double Similarity(Words left, Words right)
    {
        var asWritten = JaroWinkler.Similarity(left.Text, right.Text);
        var isOneOrder = ReferenceEquals(left.Text, left.Sorted) && ReferenceEquals(right.Text, right.Sorted);
        return asWritten == 1 || isOneOrder ? asWritten : Math.Max(asWritten, JaroWinkler.Similarity(left.Sorted, right.Sorted));
    }

    private static Words From(string[] words)
    {
        var text = string.Concat(words);
        return new Words { Text = text, Sorted = words.Length < 2 ? text : string.Concat(words.Order(StringComparer.Ordinal)) };
    }
}
