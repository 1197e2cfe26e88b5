using Omni.Drivers;

namespace Omni.Bench;

/// <summary>How long people wait for the bot when a thousand talk to it at once.</summary>
internal static class BotFigures
{
    private const int People = 1000;

    /// <summary>On average; people read and type for longer.</summary>
    private static readonly TimeSpan Thinking = TimeSpan.FromSeconds(12);

    public static async Task AddToAsync(Figures figures, LocalHub hub, CancellationToken cancellation)
    {
        await new BotCrowd(hub.Bot, TimeSpan.FromMilliseconds(100)).TalkAsync(20, "warm", cancellation);
        var before = hub.AppMemory();
        var crowd = new BotCrowd(hub.Bot, Thinking);
        await crowd.TalkAsync(People, "bench", cancellation);
        if (crowd.Flaws.Count > 0) throw new InvalidOperationException($"The bot said something wrong: {crowd.Flaws.First()}");
        figures.Add("a turn of the bot in 1,000 dialogues of ten turns at once, p50", $"{crowd.Percentile(50):F0} ms", "");
        figures.Add("the same, p99", $"{crowd.Percentile(99):F0} ms", "below 500 ms");
        figures.Add("memory of the app that came with them", $"{(hub.AppMemory() - before) / 1e6:F0} MB", "bounded");
    }
}
