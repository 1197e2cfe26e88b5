using Omni.LocalAzure.ServiceBus;

namespace Omni.LocalAzure.Tests.ServiceBus;

public sealed class SequenceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bus-sequence-");

    [Fact]
    public async Task A_number_is_never_given_twice_even_after_a_write_that_failed_and_a_restart()
    {
        var path = Path.Combine(_folder.FullName, "bus.db");
        long before;
        using (var store = new MessageStore(path))
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => store.WriteAsync<long>(
                database => throw new InvalidOperationException($"after {store.NextSequence(database)}"), _ => { }, () => { }));
            before = await NextAsync(store);
        }

        using var restarted = new MessageStore(path);

        Assert.True(await NextAsync(restarted) > before);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Task<long> NextAsync(MessageStore store) => store.WriteAsync(store.NextSequence, _ => { }, () => { });
}
