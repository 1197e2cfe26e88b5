using Omni.EndToEnd.Tests.Running;

namespace Omni.EndToEnd.Tests;

/// <summary>One system shared by the tests that break nothing; each uses customers of its own.</summary>
public sealed class PeacefulHub : IAsyncLifetime
{
    /// <summary>They only run by hand, when a test asks for it: what they take of the store would be in the figures of others.</summary>
    private static readonly Dictionary<string, string> NoRunsInBetween = new()
    {
        ["AzureWebJobs.SuggestSimilarCustomers.Disabled"] = "true",
        ["AzureWebJobs.MailboxPoll.Disabled"] = "true",
        ["AzureWebJobs.WatchMailboxes.Disabled"] = "true",
    };

    private Hub? _hub;

    public Hub Hub => _hub ?? throw new InvalidOperationException("The hub starts before the first test.");

    public async Task InitializeAsync() => _hub = await Hub.StartAsync("peaceful", NoRunsInBetween);

    public async Task DisposeAsync()
    {
        if (_hub is not null) await _hub.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class Peaceful : ICollectionFixture<PeacefulHub>
{
    public const string Name = "peaceful";
}
