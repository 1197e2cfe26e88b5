using Omni.Functions.Contacts;

namespace Omni.Functions.Bot.Talk;

/// <summary>What somebody said to the bot, and all that it may know of them.</summary>
public sealed record Turn
{
    private const int LongestText = 2000;

    public required Contact Contact { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Whether people are at work now.</summary>
    public required bool IsDeskOpen { get; init; }

    /// <summary>The code that went out for the address that was named; null where none did.</summary>
    public string? Code { get; init; }

    public string Text => TextOf(Contact);

    /// <summary>As much as anybody reads.</summary>
    public static string TextOf(Contact contact)
    {
        ArgumentNullException.ThrowIfNull(contact);
        return WholeCharacters.First(contact.Text ?? "", LongestText).Trim();
    }

    /// <summary>What the channel calls the person. Nothing of the profile: somebody else may have written there.</summary>
    public string? Name => Contact.From.DisplayName;
}

/// <summary>What the bot makes of a turn.</summary>
/// <param name="Next">Where the dialogue stands then.</param>
public sealed record Thought(Dialogue Next)
{
    public IReadOnlyList<Saying> Says { get; init; } = [];

    public HandOffWish? HandOff { get; init; }

    public Identity? CodeTo { get; init; }

    /// <summary>It did not understand, and says so.</summary>
    public bool IsLost { get; init; }
}

/// <summary>A text that is still to be filled in.</summary>
/// <param name="Template">With <c>{{ }}</c>.</param>
public sealed record Saying(string Template)
{
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>It tells what only the customer may know: to be filled in from the history of whoever has proven to be at this address.</summary>
    public Identity? Private { get; init; }
}

/// <summary>Thinks. The one that is shipped goes by rules; another may ask a model.</summary>
public interface IBrain
{
    ValueTask<Thought> ThinkAsync(Dialogue dialogue, Turn turn, CancellationToken cancellation);
}
