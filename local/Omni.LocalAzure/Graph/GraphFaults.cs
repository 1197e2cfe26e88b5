namespace Omni.LocalAzure.Graph;

/// <summary>A planned failure of the service.</summary>
public sealed record GraphFault
{
    /// <summary>400 to 599; 0 answers as usual, after <see cref="DelaySeconds"/>.</summary>
    public int Status { get; init; }

    /// <summary>For <c>Retry-After</c>; absent when null.</summary>
    public int? RetryAfter { get; init; }

    public double DelaySeconds { get; init; }

    /// <summary>How many requests it meets; 0 for as many as come.</summary>
    public int Requests { get; init; }

    /// <summary>How long it lasts; 0 for ever.</summary>
    public double Seconds { get; init; }

    /// <summary>Which part of the requests it meets, evenly; 0 for all.</summary>
    public double Share { get; init; }

    /// <summary>Only requests about this mailbox; null for all.</summary>
    public string? Mailbox { get; init; }
}

/// <summary>The switch for planned failures, and for the limit on requests at the same time.</summary>
public sealed class GraphFaults(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _running = new(StringComparer.OrdinalIgnoreCase);
    private GraphFault? _fault;
    private DateTimeOffset _until;
    private int _left;
    private double _owed;
    private int _concurrent;

    /// <summary>Requests about one mailbox that run at the same time; 0 for no limit. The service has four.</summary>
    public int ConcurrentPerMailbox
    {
        get => Volatile.Read(ref _concurrent);
        set => Volatile.Write(ref _concurrent, value);
    }

    public void Start(GraphFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_gate)
        {
            (_fault, _left, _owed) = (fault, fault.Requests == 0 ? int.MaxValue : fault.Requests, 0);
            _until = fault.Seconds == 0 ? DateTimeOffset.MaxValue : time.GetUtcNow().AddSeconds(fault.Seconds);
        }
    }

    public void End()
    {
        lock (_gate) _fault = null;
    }

    /// <summary>Whether a request about this mailbox meets the fault.</summary>
    internal GraphFault? Meet(string? mailbox)
    {
        lock (_gate)
        {
            if (_fault is not { } fault || _left == 0 || time.GetUtcNow() >= _until) return null;
            if (fault.Mailbox is { } only && !only.Equals(mailbox, StringComparison.OrdinalIgnoreCase)) return null;
            _owed += fault.Share == 0 ? 1 : fault.Share;
            if (_owed < 1) return null;
            _owed--;
            _left--;
            return fault;
        }
    }

    /// <returns>False when as many run as may.</returns>
    internal bool TryEnter(string mailbox)
    {
        lock (_gate)
        {
            var running = _running.GetValueOrDefault(mailbox);
            if (_concurrent > 0 && running >= _concurrent) return false;
            _running[mailbox] = running + 1;
            return true;
        }
    }

    internal void Leave(string mailbox)
    {
        lock (_gate) _running[mailbox]--;
    }
}
