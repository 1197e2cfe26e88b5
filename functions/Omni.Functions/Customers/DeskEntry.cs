using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>
/// What somebody at the business says of a customer: a fact on the timeline as a contact is, which goes the way contacts go, with the identity that it is said of. It counts as none.
/// </summary>
internal static class DeskEntry
{
    private const string Desk = "desk";

    /// <param name="kind">What it is.</param>
    /// <param name="said">The same for the same word, however often it is said.</param>
    /// <param name="identity">Of whom.</param>
    /// <param name="at">Since when.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who says so, as the caller named itself.</param>
    /// <param name="now">When it is said.</param>
    public static Contact Of(ContactKind kind, string said, Identity identity, DateTimeOffset at, string reason, string? by, DateTimeOffset now)
    {
        var extras = new Dictionary<string, JsonElement> { ["reason"] = Text(reason) };
        if (by is not null)
            extras["by"] = Text(by);
        return new Contact
        {
            Id = ContactId.From(Desk, Desk, said),
            Channel = Desk,
            Provider = Desk,
            Account = Desk,
            Kind = kind,
            ProviderMessageId = said,
            From = new ContactSender { Identities = [identity] },
            Extras = extras,
            OccurredAt = at,
            ReceivedAt = UtcMilliseconds.Cut(now),
        };
    }

    private static JsonElement Text(string text) => JsonSerializer.SerializeToElement(text, ContactJson.Default.String);
}
