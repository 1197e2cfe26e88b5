using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Omni.LocalAzure.Functions;
using Omni.LocalAzure.Functions.Changes;
using Omni.LocalAzure.Functions.Definitions;
using Omni.LocalAzure.Functions.Handler;
using Omni.LocalAzure.Functions.Invocations;

namespace Omni.LocalAzure.Tests.Functions;

public sealed class ChangeTriggers : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("changes-");
    private readonly HandlerConnections _connections = new();
    private readonly Feed _feed = new();

    [Fact]
    public async Task A_batch_of_changes_is_a_string_that_is_encoded_twice()
    {
        await using var handler = await RecordingHandler.StartAsync();
        _feed.Add("""{"id":"1","pk":"a","d":"2026-03-01T12:34:56.789Z"}""", """{"id":"2"}""");
        await RunAsync(handler, async () => Assert.StartsWith(
            """{"Data":{"docs":"\"[{\\\"id\\\":\\\"1\\\",\\\"pk\\\":\\\"a\\\",\\\"d\\\":\\\"2026-03-01T12:34:56.789Z\\\"},{\\\"id\\\":\\\"2\\\"}]\""},"Metadata":{"sys":{""",
            (await handler.NextAsync()).Body,
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reading_goes_on_where_it_ended_before_a_restart()
    {
        await using var handler = await RecordingHandler.StartAsync();
        _feed.Add("1", "2", "3");
        await RunAsync(handler, async () => Assert.Equal(["[1,2]", "[3]"], [await NextDocumentsAsync(handler), await NextDocumentsAsync(handler)]));
        _feed.Add("4");
        await RunAsync(handler, async () => Assert.Equal("[4]", await NextDocumentsAsync(handler)));
    }

    [Fact]
    public async Task Without_a_retry_policy_a_failed_batch_is_lost()
    {
        await using var handler = await RecordingHandler.StartAsync();
        handler.Answer = _ => Task.FromResult(HandlerAnswer.Failed);
        _feed.Add("1", "2", "3");
        await RunAsync(handler, async () => Assert.Equal(["[1,2]", "[3]"], [await NextDocumentsAsync(handler), await NextDocumentsAsync(handler)]));
    }

    [Fact]
    public async Task With_a_retry_policy_the_batch_comes_again_before_the_next()
    {
        await using var handler = await RecordingHandler.StartAsync();
        var calls = 0;
        handler.Answer = _ => Task.FromResult(Interlocked.Increment(ref calls) == 1 ? HandlerAnswer.Failed : HandlerAnswer.Done);
        _feed.Add("1", "2", "3");
        var retry = new RetryDefinition(-1, TimeSpan.Zero, TimeSpan.Zero);
        await RunAsync(
            handler,
            async () => Assert.Equal(["[1,2]", "[1,2]", "[3]"], [await NextDocumentsAsync(handler), await NextDocumentsAsync(handler), await NextDocumentsAsync(handler)]),
            retry);
    }

    public void Dispose()
    {
        _connections.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<string> NextDocumentsAsync(RecordingHandler handler)
    {
        var request = await handler.NextAsync();
        var once = Payload.Parse(request.Body).GetProperty("Data").GetProperty("docs").GetString() ?? "";
        return Payload.Parse(once).GetString() ?? "";
    }

    private async Task RunAsync(RecordingHandler handler, Func<Task> body, RetryDefinition? retry = null)
    {
        var reading = new FeedReading(FromBeginning: true, MaxItems: 2, PollDelay: TimeSpan.FromMilliseconds(1));
        var function = new FunctionDefinition { Name = "Project", Trigger = new CosmosTrigger("docs", "db", "c", "db/leases//db/c", reading), Retry = retry };
        using var state = new HostState(Path.Combine(_folder.FullName, "host.db"));
        using var stopping = new CancellationTokenSource();
        var invoker = new Invoker(handler, _connections, Timeout.InfiniteTimeSpan, TimeProvider.System, NullLoggerFactory.Instance);
        var context = new ListenerContext(TimeProvider.System, NullLoggerFactory.Instance);
        var running = new CosmosListener(function, _feed, new RetryingInvoker(invoker, TimeProvider.System), state, context).RunAsync(stopping.Token);
        await body();
        await _feed.DrainedAsync();
        await stopping.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private sealed class Feed : IChangeFeed
    {
        private readonly List<string> _documents = [];
        private TaskCompletionSource _drained = new();

        public void Add(params string[] documents)
        {
            lock (_documents)
            {
                _drained = new TaskCompletionSource();
                _documents.AddRange(documents);
            }
        }

        /// <summary>Everything was read, and what was read before was kept as read.</summary>
        public Task DrainedAsync()
        {
            lock (_documents) return _drained.Task.WaitAsync(Patience.Token());
        }

        public long CurrentPosition(string database, string container) => throw new InvalidOperationException("Reading starts from the beginning.");

        public ChangePage Read(string database, string container, long after, int max)
        {
            lock (_documents)
            {
                var page = _documents.Skip((int)after).Take(max).Select(text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text)).ToList();
                if (page.Count == 0) _drained.TrySetResult();
                return new ChangePage(page, after + page.Count);
            }
        }
    }
}
