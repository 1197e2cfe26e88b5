using Omni.Functions.Replies.Templates;

namespace Omni.Functions.Replies;

/// <summary>Why a reply is not taken, and what to do about it. Nothing was sent, and nothing will be.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Code">A word for programs.</param>
/// <param name="Title">For people.</param>
/// <param name="Detail">What to do.</param>
public sealed record ReplyRefusal(int Status, string Code, string Title, string Detail)
{
    /// <summary>Over which the customer can be written to instead.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>What may be said all the same.</summary>
    public IReadOnlyList<string> Templates { get; init; } = [];

    /// <summary>Not before; null where waiting is of no use.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    public static ReplyRefusal NoSuchContact { get; } = new(
        409, "noSuchContact", "No such contact", "The customer has no contact of this id, or it is another customer's by now. Read the timeline again, and answer a contact that stands there.");

    public static ReplyRefusal NobodyToAnswer { get; } = new(
        409, "nobodyToAnswer", "Nobody to answer", "No contact of this customer came over a channel that can be written to. GET /api/health says which can.");

    public static ReplyRefusal NotAnswerable { get; } = new(
        409, "notAnswerable", "This contact cannot be answered", "Its provider cannot be written to: no secret for it is set, or it takes no messages. Answer another contact, or name another channel.");

    public static ReplyRefusal OfAnother { get; } = new(
        409, "ofAnother", "Somebody else has this address now", "What this contact came from is another customer's by now. Answer a later contact.");

    public static ReplyRefusal KeyInUse { get; } = new(
        409, "keyInUse", "The key was used for another reply", "Give each reply an idempotencyKey of its own, and the same one only when you ask for the same again.");

    public static ReplyRefusal FilesNotTaken { get; } = new(
        400, "filesNotTaken", "This channel takes no files", "Leave the attachments out, or answer over another channel; docs/replies.md names those that take files.");

    public static ReplyRefusal OptedOut { get; } = new(
        409, "optedOut", "The customer does not want to be written to here", "They said stop over this channel and have not written since. Answer over another channel, or call.");

    public static ReplyRefusal NoConsent { get; } = new(
        409, "noConsent", "The customer has not asked for offers", "Offers need a consent for this channel: START from the customer, or POST /api/customers/{id}/consents with how you know of it.");

    public static ReplyRefusal QuietHours(DateTimeOffset until) => new(
        409, "quietHours", "It is night where the customer is", $"Ask again after {until:yyyy-MM-dd'T'HH:mm:ss'Z'}.") { NotBefore = until };

    public static ReplyRefusal TooOften(int most) => new(
        409, "tooOften", "The customer got enough offers", $"In seven days a customer gets {most} at most, over all channels. Ask again later.");

    public static ReplyRefusal ConversationClosed(TimeSpan openFor) => new(
        409, "conversationClosed", "The conversation is over", $"The customer has not written here for {openFor.TotalDays} days. Answer a later contact, or ask with \"purpose\": \"marketing\", which needs their consent.");

    public static ReplyRefusal NoSuchTemplate(string name, IEnumerable<MessageTemplate> all) => new(
        400, "noSuchTemplate", "There is no such template", $"No template is named {name}. There are: {string.Join(", ", all.Select(static template => template.Name))}.");

    public static ReplyRefusal BrokenTemplate(string what) => new(
        500, "brokenTemplate", "A template cannot be used", what);

    public static ReplyRefusal OtherValues(MessageTemplate template, IReadOnlyCollection<string> missing, IReadOnlyCollection<string> unknown) => new(
        400,
        "otherValues",
        "The template needs other values",
        $"{template.Name} asks for {string.Join(", ", template.Values)}.{(missing.Count > 0 ? $" Missing: {string.Join(", ", missing)}." : "")}{(unknown.Count > 0 ? $" Unknown: {string.Join(", ", unknown)}." : "")}");

    public static ReplyRefusal TooManyFiles(int most) => new(
        400, "tooManyFiles", "This channel takes fewer files", $"It takes {most} with one message.");

    public static ReplyRefusal FileTypeNotTaken(string type, IReadOnlyList<string> taken) => new(
        400, "fileTypeNotTaken", "This channel does not take files of this type", $"By its first bytes a file is {type}; the channel takes {string.Join(", ", taken)}.");

    public static ReplyRefusal FileTooLarge(long largest) => new(
        400, "fileTooLarge", "A file is too large for this channel", $"It takes {largest / 1024 / 1024} MB at most.");

    public static ReplyRefusal TextTooLong(int longest) => new(
        400, "textTooLong", "The text is too long", $"This channel takes {longest} characters at once.");

    public static ReplyRefusal WindowClosed(TimeSpan window, IReadOnlyList<string> others, IReadOnlyList<string> templates) => new(
        409,
        "windowClosed",
        "The customer has not written for too long",
        $"This channel may be written to freely for {window.TotalHours} hours after the last message. {HowElse(others, templates)}")
    {
        Channels = others,
        Templates = templates,
    };

    private static string HowElse(IReadOnlyList<string> others, IReadOnlyList<string> templates)
    {
        string[] ways =
        [
            .. templates.Count > 0 ? [$"\"template\": {string.Join(" or ", templates)}"] : Array.Empty<string>(),
            .. others.Count > 0 ? [$"\"channel\": {string.Join(" or ", others)}"] : Array.Empty<string>(),
        ];
        return ways.Length > 0 ? $"Ask with {string.Join(", or with ", ways)}." : "Wait for a message.";
    }
}
