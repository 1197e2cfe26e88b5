namespace Omni.LocalAzure.ServiceBus.Rest;

/// <summary>Lets the REST surface fail for a while, for tests of those who depend on it.</summary>
public sealed class FaultSwitch(TimeProvider clock)
{
    private volatile Fault? _fault;

    /// <param name="status">The answer; 0 lets requests hang.</param>
    /// <param name="duration">Zero ends the fault.</param>
    public void Set(int status, TimeSpan duration)
    {
        if (status is not 0 and (< 400 or > 599)) throw new ArgumentOutOfRangeException(nameof(status), status, "0 or 400 to 599.");
        _fault = new Fault(status, clock.GetUtcNow() + duration);
    }

    /// <returns>True when the request was answered, or given up, because of a fault.</returns>
    internal async ValueTask<bool> HitAsync(HttpContext context)
    {
        if (_fault is not { } fault || clock.GetUtcNow() >= fault.Until) return false;
        if (fault.Status == 0)
        {
            await Task.Delay(fault.Until - clock.GetUtcNow(), clock, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            context.Abort();
        }
        else
        {
            await ServiceBusError.WriteAsync(context, fault.Status, "A fault was asked for.");
        }

        return true;
    }

    private sealed record Fault(int Status, DateTimeOffset Until);
}
