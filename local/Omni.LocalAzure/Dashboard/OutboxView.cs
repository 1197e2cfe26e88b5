using System.Globalization;
using Omni.LocalAzure.Providers.Sending;

namespace Omni.LocalAzure.Dashboard;

/// <summary>What the business wrote to people, newest first.</summary>
public sealed record OutboxView(string? Notice, IReadOnlyList<OutboxLine> Messages)
{
    private const int Most = 100;

    internal static OutboxView Read(SentMessages sent, string? notice) => new(notice, [.. sent.All.Reverse().Take(Most).Select(OutboxLine.Of)]);
}

/// <summary>A message as it is shown.</summary>
public sealed record OutboxLine
{
    public required string Key { get; init; }

    public required string Provider { get; init; }

    public required string Time { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required IReadOnlyList<string> Files { get; init; }

    internal static OutboxLine Of(SentMessage message) => new()
    {
        Key = KeyOf(message),
        Provider = message.Provider,
        Time = message.At.ToString("u", CultureInfo.InvariantCulture),
        From = message.From ?? "",
        To = message.To,
        Subject = message.Subject ?? "",
        Text = message.Text,
        Files = message.Files,
    };

    /// <summary>Names one message of all.</summary>
    public static string KeyOf(SentMessage message) => $"{message.Provider} {message.Id} {message.To}";
}
