using System.Text.RegularExpressions;
using Omni.Functions.Bot.Topics;
using Omni.Functions.Contacts;

namespace Omni.Functions.Bot.Talk;

/// <summary>Reads the value of a field out of an answer, or out of whatever was said before it was asked for.</summary>
internal static partial class FieldReading
{
    private const int LongestText = 1000;

    /// <returns>In the form in which it is kept; null when it is not there.</returns>
    /// <param name="field">Which.</param>
    /// <param name="contact">What was said.</param>
    /// <param name="language">In which the choices are.</param>
    /// <param name="isAsked">The text is an answer to exactly this.</param>
    public static string? Read(FormField field, Contact contact, string language, bool isAsked)
    {
        var text = Turn.TextOf(contact);
        return field.Kind switch
        {
            FieldKind.Phone => ValueOf(contact, IdentityKind.Phone),
            FieldKind.Email => ValueOf(contact, IdentityKind.Email),
            FieldKind.Order => OrderIn(text, isAsked),
            FieldKind.Choice => ChoiceIn(field, text, language),
            FieldKind.Number => isAsked && Number().Match(text) is { Success: true } number ? number.Value : null,
            _ => isAsked && text.Length is > 1 and <= LongestText ? text : null,
        };
    }

    /// <summary>As the channel vouches for it, or as it was typed.</summary>
    private static string? ValueOf(Contact contact, string kind) =>
        (contact.From.Identities.LastOrDefault(identity => identity.Kind == kind && identity.Trust == Trust.Claimed) ?? contact.From.Identities.FirstOrDefault(identity => identity.Kind == kind))?.Value;

    private static string? OrderIn(string text, bool isAsked)
    {
        if (Order().Match(text) is { Success: true } named)
            return named.Groups["number"].Value.ToUpperInvariant();
        return isAsked && BareOrder().Match(text) is { Success: true } bare ? bare.Value.ToUpperInvariant() : null;
    }

    private static string? ChoiceIn(FormField field, string text, string language)
    {
        var choices = field.Choices?.GetValueOrDefault(language) ?? [];
        if (int.TryParse(text, out var number) && number >= 1 && number <= choices.Count)
            return choices[number - 1];
        return choices.FirstOrDefault(choice => text.Contains(choice, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"(?:заказ\w*|order|№|#|номер\w*|number)\s*(?:№|#|номер|number|no\.?|:)?\s*(?<number>[a-zA-Zа-яА-Я]{0,3}-?\d[\d-]{2,14})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Order();

    [GeneratedRegex(@"\b[a-zA-Zа-яА-Я]{0,3}-?\d[\d-]{2,14}\b", RegexOptions.CultureInvariant, 200)]
    private static partial Regex BareOrder();

    [GeneratedRegex(@"\d+(?:[.,]\d+)?", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Number();
}
