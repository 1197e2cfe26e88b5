using System.Buffers;
using System.Globalization;
using System.Text;
using Omni.Functions.Contacts;

namespace Omni.Functions.Media;

/// <summary>What a browser is told of a file of a stranger: a type it cannot be led to run, and a name without traps.</summary>
/// <param name="ContentType">For <c>Content-Type</c>.</param>
/// <param name="Disposition">For <c>Content-Disposition</c>, RFC 6266.</param>
public sealed record FileServing(string ContentType, string Disposition)
{
    private const int LongestName = 120;

    /// <summary>Shown in the browser; all else is saved.</summary>
    private static readonly HashSet<string> Shown = new(StringComparer.Ordinal) { "image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf" };

    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ._-()[]+,=@~");

    public static FileServing Of(Attachment file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var type = TypeOf(file.ContentType);
        var name = NameOf(file.Name);
        var ascii = string.Concat(name.Select(static letter => Plain.Contains(letter) ? letter : '_'));
        var disposition = $"{(Shown.Contains(type) ? "inline" : "attachment")}; filename=\"{ascii}\"";
        return new FileServing(type, ascii == name ? disposition : $"{disposition}; filename*=UTF-8''{Uri.EscapeDataString(name)}");
    }

    /// <summary>
    /// The last part of a path, without what cannot be seen and what turns the direction of writing (<c>gnp.exe</c> shown as <c>exe.png</c>), not too
    /// long, and never only dots.
    /// </summary>
    public static string NameOf(string? given)
    {
        var name = (given ?? "").Split('/', '\\')[^1];
        var seen = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            var isHidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
            if (!isHidden && rune != Rune.ReplacementChar)
                seen.Append(rune.ToString());
        }

        var clean = seen.ToString().Trim(' ', '.', '\u00A0');
        if (clean.Length > LongestName)
            clean = Shortened(clean);
        return clean.Length > 0 ? clean : "file";
    }

    /// <summary>The ending says what it is, so it stays.</summary>
    private static string Shortened(string name)
    {
        var ending = Path.GetExtension(name) is { Length: > 0 and <= 10 } extension ? extension : "";
        return WholeCharacters.First(name, LongestName - ending.Length) + ending;
    }

    /// <summary>As it was found to be; what came in another way than by us, or has parameters of its own, is nothing a browser should guess at.</summary>
    private static string TypeOf(string? type) =>
        type is not null && (Shown.Contains(type) || FileType.IsPassive(type)) ? type : FileType.Unknown;
}
