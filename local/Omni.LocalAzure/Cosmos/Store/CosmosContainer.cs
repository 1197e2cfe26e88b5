using System.Text;
using System.Text.Json.Nodes;
using Omni.LocalAzure.Cosmos.Wire;

namespace Omni.LocalAzure.Cosmos.Store;

/// <summary>A container's identity, its definition and how far it has been written.</summary>
internal sealed class CosmosContainer
{
    private const int DefaultUnits = 400;

    private readonly Lock _gate = new();

    /// <summary>Null while nobody waits.</summary>
    private TaskCompletionSource? _changed;
    private ContainerDefinition _definition;
    private long _lastLsn;
    private string? _offer;

    public CosmosContainer(CosmosDatabase database, int number, ContainerDefinition definition, long timestamp)
    {
        Database = database;
        Number = number;
        Timestamp = timestamp;
        _definition = definition;
        RidBytes = ResourceId.Container(database.RidBytes, number);
        Rid = ResourceId.Text(RidBytes);
        Self = $"dbs/{database.Rid}/colls/{Rid}/";
        ItemSelf = Encoding.UTF8.GetBytes($"{Self}docs/");
        NamePath = $"dbs/{Uri.EscapeDataString(database.Name)}/colls/{Uri.EscapeDataString(definition.Name)}";
    }

    public CosmosDatabase Database { get; }

    public int Number { get; }

    /// <summary>Creation, in unix seconds.</summary>
    public long Timestamp { get; }

    public byte[] RidBytes { get; }

    public string Rid { get; }

    public string Self { get; }

    /// <summary>The path by names, percent-encoded.</summary>
    public string NamePath { get; }

    /// <summary>The part of an item's <c>_self</c> before its own id.</summary>
    public byte[] ItemSelf { get; }

    public ContainerDefinition Definition
    {
        get => Volatile.Read(ref _definition);
        set => Volatile.Write(ref _definition, value);
    }

    /// <summary>The <c>content</c> of the throughput offer as JSON; null for the default.</summary>
    public string? Offer
    {
        get => _offer;
        set
        {
            _offer = value;
            RequestUnitsPerSecond = UnitsOf(value);
        }
    }

    /// <summary>What the offer allows; of autoscale the maximum.</summary>
    public int RequestUnitsPerSecond { get; private set; } = DefaultUnits;

    /// <summary>The number of the last change on disk.</summary>
    public long LastLsn => Volatile.Read(ref _lastLsn);

    /// <summary>Called when the change is on disk.</summary>
    public void Publish(long lsn)
    {
        TaskCompletionSource? announced;
        lock (_gate)
        {
            if (lsn <= _lastLsn) return;
            _lastLsn = lsn;
            announced = _changed;
            _changed = null;
        }

        announced?.TrySetResult();
    }

    /// <summary>Completes once something was changed after <paramref name="lsn"/>; at once if that is so already.</summary>
    public Task WaitForChangeAfterAsync(long lsn, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_lastLsn > lsn) return Task.CompletedTask;
            _changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _changed.Task.WaitAsync(cancellation);
        }
    }

    private static int UnitsOf(string? offer)
    {
        if (offer is null || JsonNode.Parse(offer) is not JsonObject content) return DefaultUnits;
        return UnitsOf(content) ?? DefaultUnits;
    }

    /// <summary>The request units per second that an offer's content names, of autoscale the maximum; null when it names none.</summary>
    public static int? UnitsOf(JsonObject content)
    {
        var units = content["offerAutopilotSettings"] is { } autoscale ? (autoscale as JsonObject)?["maxThroughput"] : content["offerThroughput"];
        return units is JsonValue value && value.TryGetValue<int>(out var number) && number > 0 ? number : null;
    }
}
