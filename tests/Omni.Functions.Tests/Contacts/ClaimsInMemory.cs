using System.Collections.Concurrent;
using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Contacts;

internal sealed class ClaimsInMemory : IClaimedContacts
{
    private readonly ConcurrentDictionary<string, byte[]> left = [];

    /// <summary>Runs before each call; what it throws is an outage.</summary>
    public Action BeforeCall { get; set; } = static () => { };

    public Task ReachAsync(CancellationToken cancellationToken)
    {
        BeforeCall();
        return Task.CompletedTask;
    }

    public Task<string> LeaveAsync(string name, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        left[$"claims/{name}"] = json.ToArray();
        return Task.FromResult($"claims/{name}");
    }

    public Task<ReadOnlyMemory<byte>?> FetchAsync(string reference, CancellationToken cancellationToken)
    {
        BeforeCall();
        return Task.FromResult(left.TryGetValue(reference, out var json) ? json : default(ReadOnlyMemory<byte>?));
    }
}
