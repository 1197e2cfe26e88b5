namespace Omni.Functions.Contacts;

/// <summary>Cuts texts without halving a character of two UTF-16 units, which no JSON can hold.</summary>
internal static class WholeCharacters
{
    /// <param name="text">Anything.</param>
    /// <param name="longest">In UTF-16 units; at least 1.</param>
    public static string First(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
}
