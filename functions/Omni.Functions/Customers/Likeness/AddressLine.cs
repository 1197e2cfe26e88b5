using System.Collections.Frozen;

namespace Omni.Functions.Customers.Likeness;

/// <summary>The parts of an address that people write into one line: <c>ул. Ленина, д. 5, корп. 2, кв. 7</c>, <c>5 High Street, Flat 7</c>.</summary>
/// <param name="Street">Its words, without the number of the house; null when there are none.</param>
/// <param name="House">The first number that is no street's name; null when there is none.</param>
/// <param name="Premises">The numbers after it, building and flat, as written; null when there are none.</param>
internal sealed record AddressLine(string? Street, string? House, string? Premises)
{
    private static readonly char[] Breaks = [' ', '\t', '\r', '\n', ',', ';', '.', '/', '№', '#', '(', ')'];

    /// <summary>Words that only say what the number beside them is.</summary>
    private static readonly FrozenSet<string> OfNumbers = new[]
    {
        "д", "дом", "вл", "влд", "к", "корп", "корпус", "стр", "строение", "лит", "литера", "кв", "квартира", "оф", "офис", "под", "подъезд", "эт", "этаж",
        "house", "no", "apt", "apartment", "flat", "unit", "suite", "ste", "bldg", "building", "floor",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What follows the number that is a street's name: <c>12-я линия</c>, <c>42nd Street</c>.</summary>
    private static readonly FrozenSet<string> OfOrdinals =
        new[] { "я", "й", "ая", "ый", "ий", "ой", "е", "ое", "st", "nd", "rd", "th" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static AddressLine Parse(string? line)
    {
        var words = (line ?? "").Split(Breaks, StringSplitOptions.RemoveEmptyEntries).SelectMany(Parts).ToList();
        var numbers = words.Where(IsNumber).ToList();
        return new AddressLine(
            Joined(words.Where(static word => !IsNumber(word) && !OfNumbers.Contains(word))), numbers.FirstOrDefault(), Joined(numbers.Skip(1)));
    }

    /// <summary>House and flat as in <c>5-7</c>.</summary>
    private static string[] Parts(string word) =>
        word.Split('-') is [[>= '0' and <= '9', ..], [>= '0' and <= '9', ..]] numbers ? numbers : [word];

    private static bool IsNumber(string word) =>
        char.IsAsciiDigit(word[0]) && !OfOrdinals.Contains(word.TrimStart(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']).TrimStart('-'));

    private static string? Joined(IEnumerable<string> words) => string.Join(' ', words) is { Length: > 0 } text ? text : null;
}
