using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Bot;

/// <summary>Where one conversation with the bot stands. Replaced under its etag, so that of two workers one thinks again.</summary>
public sealed record Dialogue
{
    private const int MostRemembered = 50;

    /// <summary>See <see cref="IdOf(Contact)"/>.</summary>
    public required string Id { get; init; }

    /// <summary><c>ru</c> or <c>en</c>; null until somebody said something.</summary>
    public string? Language { get; init; }

    /// <summary>The form that is being filled in.</summary>
    public FormState? Form { get; init; }

    /// <summary>Set while somebody proves who they are.</summary>
    public Proof? Proof { get; init; }

    /// <summary>Who has proven it, and until when that holds.</summary>
    public ProvenAddress? Proven { get; init; }

    /// <summary>Who spoke last: several people may write into one conversation.</summary>
    public string? Speaker { get; init; }

    /// <summary>How often in a row the bot did not understand.</summary>
    public int Misunderstood { get; init; }

    /// <summary>What the customer has told, by field.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init => field = value ?? field; } = new Dictionary<string, string>();

    /// <summary>The id of the hand-off during which the bot is silent.</summary>
    public string? SilentFor { get; init; }

    /// <summary>Ids of the contacts that were thought about, the latest last.</summary>
    public IReadOnlyList<string> Heard { get; init => field = value ?? []; } = [];

    /// <summary>What followed from the latest of them, until it is done.</summary>
    public TurnOutcome? Outcome { get; init; }

    /// <summary>What was said lately, the latest last; kept only for a model.</summary>
    public IReadOnlyList<DialogueLine> Lines { get; init => field = value ?? []; } = [];

    /// <summary>Codes that were sent, by the hour in which they were: nobody gets a flood of them.</summary>
    public IReadOnlyList<DateTimeOffset> CodesAt { get; init => field = value ?? []; } = [];

    [JsonPropertyName("_etag")]
    public string? ETag { get; init; }

    /// <summary>Of the conversation at the provider, or of the person where it has none.</summary>
    public static string IdOf(Contact contact)
    {
        ArgumentNullException.ThrowIfNull(contact);
        return IdOf(contact.Provider, contact.Account, contact.Thread ?? contact.ReplyTo ?? "");
    }

    public static string IdOf(string provider, string account, string conversation) => ContactId.From(provider, account, $"dialogue:{conversation}");

    /// <summary>As it stands for whoever wrote this: what somebody else has proven, or was about to, is not theirs.</summary>
    public Dialogue For(Contact contact)
    {
        ArgumentNullException.ThrowIfNull(contact);
        var speaker = contact.From.Identities[0].Key; // Whom nobody could recognise is not answered.
        return Speaker == speaker ? this : this with { Speaker = speaker, Proof = null, Proven = null };
    }

    public Dialogue Hear(string contactId, TurnOutcome outcome) => this with { Heard = [.. Heard.Append(contactId).TakeLast(MostRemembered)], Outcome = outcome };
}

/// <param name="IsCustomers">Else the bot's.</param>
/// <param name="Text">What was said.</param>
public sealed record DialogueLine(bool IsCustomers, string Text);

/// <param name="Topic">Its name.</param>
/// <param name="Asking">The field that was asked for.</param>
/// <param name="Tries">How often it was answered with something else.</param>
public sealed record FormState(string Topic, string Asking, int Tries = 0);

/// <summary>Somebody wants to know what only the customer may.</summary>
/// <param name="Topic">What it is.</param>
public sealed record Proof(string Topic)
{
    /// <summary>The contact in which the address was named: the code follows from it. Null while it is asked for.</summary>
    public string? AskedIn { get; init; }

    /// <summary>Where the code went, if anybody has proven to be there.</summary>
    public Identity? Address { get; init; }

    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? AskedAt { get; init; }

    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? Until { get; init; }

    /// <summary>Wrong codes, or what was no address.</summary>
    public int Tries { get; init; }
}

/// <param name="Address">What the customer was reached at.</param>
/// <param name="Until">Then it has to be proven again.</param>
public sealed record ProvenAddress(Identity Address, [property: JsonConverter(typeof(UtcMilliseconds))] DateTimeOffset? Until);

/// <summary>What follows from one turn, kept with the dialogue: whoever finds it undone does it, as often as it takes.</summary>
public sealed record TurnOutcome
{
    /// <summary>The contact.</summary>
    public required string ContactId { get; init; }

    /// <summary>One after the other.</summary>
    public IReadOnlyList<Said> Says { get; init => field = value ?? []; } = [];

    public HandOffWish? HandOff { get; init; }

    /// <summary>Where a code goes, if anybody has proven to be there.</summary>
    public Identity? CodeTo { get; init; }

    public static TurnOutcome Nothing(string contactId) => new() { ContactId = contactId };
}

/// <param name="Text">As it goes out.</param>
public sealed record Said(string Text)
{
    /// <summary>What can be pressed.</summary>
    public IReadOnlyList<string> Choices { get; init => field = value ?? []; } = [];
}

/// <param name="Reason">Why.</param>
/// <param name="Department">Whom it is for.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="IsSilent">The bot says nothing until it is released.</param>
public sealed record HandOffWish(HandOffReason Reason, string Department, string? Topic, bool IsSilent)
{
    /// <summary>What the customer has told, by field.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init => field = value ?? field; } = new Dictionary<string, string>();
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Dialogue))]
internal sealed partial class DialogueJson : JsonSerializerContext;
