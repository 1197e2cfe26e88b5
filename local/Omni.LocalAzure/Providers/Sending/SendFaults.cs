namespace Omni.LocalAzure.Providers.Sending;

/// <summary>A planned failure of the providers when they are to send.</summary>
public sealed record SendFault
{
    /// <summary>Null for all.</summary>
    public string? Provider { get; init; }

    /// <summary>Answers with it and sends nothing; 0 answers as usual.</summary>
    public int Status { get; init; }

    /// <summary>For <c>Retry-After</c>, in seconds.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Breaks the connection off and sends nothing.</summary>
    public bool CutsBefore { get; init; }

    /// <summary>Sends, and breaks the connection off without an answer.</summary>
    public bool CutsAfter { get; init; }

    /// <summary>Before anything else.</summary>
    public double DelaySeconds { get; init; }

    /// <summary>Which part of the requests it meets, evenly; 0 for all.</summary>
    public double Share { get; init; }
}

/// <summary>Those that are planned: each request meets at most one.</summary>
public sealed class SendFaults
{
    private readonly Lock _gate = new();
    private List<(SendFault Fault, double Owed)> _faults = [];

    public void Plan(IReadOnlyList<SendFault> faults)
    {
        lock (_gate) _faults = [.. faults.Select(static fault => (fault, 0.0))];
    }

    /// <summary>The fault that a request to this provider meets.</summary>
    private SendFault? Meet(string provider)
    {
        lock (_gate)
        {
            for (var at = 0; at < _faults.Count; at++)
            {
                var (fault, owed) = _faults[at];
                if (fault.Provider is { } only && only != provider) continue;
                owed += fault.Share == 0 ? 1 : fault.Share;
                _faults[at] = (fault, owed >= 1 ? owed - 1 : owed);
                if (owed >= 1) return fault;
            }

            return null;
        }
    }

    /// <summary>Lets the request meet what is planned for it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="provider">Whose.</param>
    /// <param name="pass">Passes on what is asked for.</param>
    /// <returns>False when there is no more to be said.</returns>
    internal async Task<bool> GoesOnAsync(HttpContext context, string provider, Action pass)
    {
        if (Meet(provider) is not { } fault) return true;
        if (fault.DelaySeconds > 0) await Task.Delay(TimeSpan.FromSeconds(fault.DelaySeconds), TimeProvider.System, context.RequestAborted);
        if (fault.CutsAfter) pass();
        if (fault.CutsBefore || fault.CutsAfter)
        {
            context.Abort();
            return false;
        }

        if (fault.Status == 0) return true;
        context.Response.StatusCode = fault.Status;
        if (fault.RetryAfter is { } seconds) context.Response.Headers.RetryAfter = SendRequest.Number(seconds);
        return false;
    }
}
