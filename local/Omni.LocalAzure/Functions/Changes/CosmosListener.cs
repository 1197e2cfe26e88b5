using System.Buffers;
using System.Globalization;
using Omni.LocalAzure.Functions.Definitions;
using Omni.LocalAzure.Functions.Invocations;

namespace Omni.LocalAzure.Functions.Changes;

/// <summary>
/// The Cosmos DB trigger of one function. The position moves on whatever the function answers: without a retry policy a failed batch is lost,
/// as it is in the vendor's host.
/// </summary>
public sealed class CosmosListener(FunctionDefinition function, IChangeFeed feed, RetryingInvoker invoker, HostState state, ListenerContext context) : IListener
{
    private readonly CosmosTrigger _trigger = (CosmosTrigger)function.Trigger;
    private readonly ILogger _log = context.Logging.CreateLogger("Host.CosmosDB");

    private string Key => $"lease/{_trigger.Lease}";

    public async Task RunAsync(CancellationToken stopping)
    {
        using var envelope = new Envelope();
        long? position = null;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                position ??= await StartAsync();
                var page = feed.Read(_trigger.Database, _trigger.Container, position.Value, _trigger.Reading.MaxItems);
                if (page.Documents.Count > 0)
                {
                    await DeliverAsync(envelope, page, stopping);
                    position = page.Position;
                    continue;
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The listener owns this failure: the trigger must outlive a feed that cannot be read for a while.
                ChangeLog.ReadFailed(_log, function.Name, failure);
            }

            await Task.Delay(_trigger.Reading.PollDelay, context.Time, stopping);
        }
    }

    private async Task<long> StartAsync()
    {
        if (state.Find(Key) is { } kept) return long.Parse(kept, CultureInfo.InvariantCulture);
        var first = _trigger.Reading.FromBeginning ? 0 : feed.CurrentPosition(_trigger.Database, _trigger.Container);
        await KeepAsync(first);
        return first;
    }

    private async Task DeliverAsync(Envelope envelope, ChangePage page, CancellationToken stopping)
    {
        var documents = Join(page.Documents);
        var answer = await invoker.InvokeAsync(function, envelope, data => Write(data, documents), stopping);
        if (!answer.IsSuccess) ChangeLog.Lost(_log, function.Name, page.Documents.Count);
        await KeepAsync(page.Position);
    }

    /// <summary>The array's text is a string value, which then travels as JSON text in a string: encoded twice.</summary>
    private void Write(Envelope envelope, ReadOnlyMemory<byte> documents)
    {
        envelope.Text.WriteStringValue(documents.Span);
        envelope.EndText(_trigger.Binding);
    }

    private static ReadOnlyMemory<byte> Join(IReadOnlyList<ReadOnlyMemory<byte>> documents)
    {
        var bytes = new ArrayBufferWriter<byte>();
        bytes.Write("["u8);
        for (var i = 0; i < documents.Count; i++)
        {
            if (i > 0) bytes.Write(","u8);
            bytes.Write(documents[i].Span);
        }

        bytes.Write("]"u8);
        return bytes.WrittenMemory;
    }

    private Task KeepAsync(long position) => state.KeepAsync(Key, position.ToString(CultureInfo.InvariantCulture));
}
