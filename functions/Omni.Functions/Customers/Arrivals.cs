using Omni.Functions.Telemetry;

namespace Omni.Functions.Customers;

/// <summary>Measures what arrives. What only moves from one customer to another does not.</summary>
internal sealed class Arrivals(TimeProvider clock)
{
    public void Measure(CustomerChange written)
    {
        foreach (var contact in written.Contacts)
            Metrics.Stored(contact, clock.GetUtcNow());
        Metrics.Merged(written.Absorbed.Count);
    }
}
