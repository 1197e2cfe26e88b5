using System.Collections.Frozen;
using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels;

/// <summary>
/// Words by which people say that they do not want to be written to, or do again: a message that is one of them and nothing else, in Russian or English. Where a provider
/// has read the word itself, it is the provider's.
/// </summary>
/// <remarks>https://help.twilio.com/articles/223134027, https://learn.microsoft.com/azure/communication-services/concepts/sms/sms-faq#opt-out-handling</remarks>
internal static class OptOutWords
{
    /// <summary>What was said: <c>STOP</c>, <c>START</c> or <c>HELP</c>.</summary>
    public const string Extra = "optOut";

    private const string Sms = "sms";
    private const int Longest = 30;

    // Bots are opened with /start and asked what they can with /help: neither is a wish.
    private static readonly FrozenDictionary<string, string> Everywhere = Table(
        ("STOP", "STOP /STOP STOPALL UNSUBSCRIBE OPTOUT OPT-OUT СТОП ОТПИСАТЬСЯ ОТПИСКА ОТПИШИТЕ ОТПИСАТЬ"),
        ("START", "START UNSTOP SUBSCRIBE СТАРТ ПОДПИСАТЬСЯ ПОДПИСКА"),
        ("HELP", "HELP ПОМОЩЬ"));

    /// <summary>In a conversation these say something else.</summary>
    private static readonly FrozenDictionary<string, string> InSms = Table(("STOP", "END QUIT CANCEL REVOKE"), ("HELP", "INFO"));

    /// <summary>The contact with the consents that its words give or withdraw; itself where they do neither.</summary>
    public static Contact Read(Contact contact)
    {
        if (contact is not { Direction: "inbound", Kind: ContactKind.Message or ContactKind.Chat, Consents: null } || (Told(contact) ?? Said(contact)) is not { } word)
            return contact;
        var extras = new Dictionary<string, JsonElement>(contact.Extras, StringComparer.Ordinal) { [Extra] = JsonSerializer.SerializeToElement(word, ContactJson.Default.String) };
        return contact with { Consents = word == "HELP" ? null : Everything(contact.Channel, given: word == "START"), Extras = extras };
    }

    /// <summary>For every purpose.</summary>
    public static IReadOnlyList<Consent> Everything(string channel, bool given) => [new(channel, ConsentPurpose.Service, given), new(channel, ConsentPurpose.Marketing, given)];

    private static string? Told(Contact contact) =>
        contact.Extras.TryGetValue(Extra, out var told) && told.ValueKind == JsonValueKind.String && told.GetString()?.ToUpperInvariant() is "STOP" or "START" or "HELP" ? told.GetString()!.ToUpperInvariant() : null;

    private static string? Said(Contact contact)
    {
        if (contact.Text is not { Length: <= Longest } text || contact.Attachments.Count > 0)
            return null;
        var word = text.Trim().TrimEnd('.', '!').ToUpperInvariant();
        return Everywhere.GetValueOrDefault(word) ?? (contact.Channel == Sms ? InSms.GetValueOrDefault(word) : null);
    }

    private static FrozenDictionary<string, string> Table(params ReadOnlySpan<(string Meaning, string Words)> rows)
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (meaning, words) in rows)
        {
            foreach (var word in words.Split(' '))
                table.Add(word, meaning);
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
