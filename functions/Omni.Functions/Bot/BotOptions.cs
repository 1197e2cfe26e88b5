namespace Omni.Functions.Bot;

/// <summary>Settings <c>Bot__…</c> of what the bot does.</summary>
public sealed record BotOptions
{
    /// <summary>Whose messages are answered, by channel, besides those that the Bot Connector brings.</summary>
    public IReadOnlySet<string> Channels { get; init; } = new HashSet<string>();

    /// <summary>So sure the bot has to be, from 0 to 1.</summary>
    public double Confidence { get; init; } = 0.25;

    /// <summary>The same while it waits for an answer to something else.</summary>
    public double ConfidenceInBetween { get; init; } = 0.6;

    /// <summary>How often it asks again before it hands off.</summary>
    public int Patience { get; init; } = 1;

    /// <summary>Who deals with what no topic names anybody for.</summary>
    public string Department { get; init; } = "support";

    /// <summary>Between these people are at work; the same twice for always.</summary>
    public TimeOnly DeskFrom { get; init; }

    public TimeOnly DeskTo { get; init; }

    /// <summary>In one conversation.</summary>
    public int CodesPerHour { get; init; } = 3;

    /// <summary>What a customer is promised who is handed off.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromMinutes(30);
}
