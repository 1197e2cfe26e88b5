using Omni.Drivers;
using Omni.EndToEnd.Tests.Running;
using Xunit.Abstractions;

namespace Omni.EndToEnd.Tests;

/// <summary>A thousand people talk to the bot at once.</summary>
public sealed class BotUnderLoad(ITestOutputHelper output)
{
    private const int People = 1000;
    private const long MostMegabytes = 350;

    [Fact]
    public async Task A_thousand_dialogues_of_ten_turns_lose_no_turn_and_nobody_hears_what_is_anothers()
    {
        await using var hub = await Hub.StartAsync("botload", new Dictionary<string, string> { ["AzureWebJobs.SuggestSimilarCustomers.Disabled"] = "true", ["AzureWebJobs.MailboxPoll.Disabled"] = "true" });
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(8));
        await new BotCrowd(hub.System.Bot, TimeSpan.FromMilliseconds(100)).TalkAsync(20, "warm", patience.Token);
        var crowd = new BotCrowd(hub.System.Bot, TimeSpan.FromSeconds(8));

        var started = TimeProvider.System.GetTimestamp();
        await crowd.TalkAsync(People, "crowd", patience.Token);

        output.WriteLine($"{crowd.Waits.Count} turns in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:F0} s: p50 {crowd.Percentile(50):F0} ms, p95 {crowd.Percentile(95):F0} ms, p99 {crowd.Percentile(99):F0} ms, max {crowd.Percentile(100):F0} ms");
        var memory = hub.System.AppMemory() / 1_000_000;
        output.WriteLine($"memory {memory} MB");
        Assert.InRange(memory, 1, MostMegabytes);
        Assert.Equal([], crowd.Flaws.Take(5));
        Assert.Equal(People * 10, crowd.Waits.Count);
    }
}
