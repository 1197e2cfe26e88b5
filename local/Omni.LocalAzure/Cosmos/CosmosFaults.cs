namespace Omni.LocalAzure.Cosmos;

/// <summary>A planned outage. With <see cref="Drop"/> connections are closed without an answer; else data requests get <see cref="Status"/>.</summary>
public sealed record CosmosFault
{
    private const int Unavailable = 503;

    /// <summary>503 unless set; the generated reader of JSON sets what an order leaves out to 0.</summary>
    public int Status
    {
        get => field == 0 ? Unavailable : field;
        init;
    }

    /// <summary>For <c>x-ms-retry-after-ms</c>; absent when null.</summary>
    public int? RetryAfterMs { get; init; }

    public bool Drop { get; init; }

    /// <summary>How long it lasts.</summary>
    public required double Seconds { get; init; }
}

/// <summary>The switch for planned outages.</summary>
public sealed class CosmosFaults(TimeProvider time)
{
    private Outage? _outage;

    /// <summary>The fault that is on now; null when all is well.</summary>
    public CosmosFault? Current => Volatile.Read(ref _outage) is { } outage && time.GetUtcNow() < outage.Until ? outage.Fault : null;

    public void Start(CosmosFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        Volatile.Write(ref _outage, new Outage(fault, time.GetUtcNow().AddSeconds(fault.Seconds)));
    }

    public void End() => Volatile.Write(ref _outage, null);

    private sealed record Outage(CosmosFault Fault, DateTimeOffset Until);
}
