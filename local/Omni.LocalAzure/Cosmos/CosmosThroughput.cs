using System.Collections.Concurrent;
using Omni.LocalAzure.Cosmos.Store;

namespace Omni.LocalAzure.Cosmos;

/// <summary>Holds containers to the request units per second of their offers. Off unless <see cref="Enforced"/>.</summary>
public sealed class CosmosThroughput(TimeProvider time)
{
    private readonly ConcurrentDictionary<int, Budget> _budgets = new();
    private volatile bool _enforced;

    public bool Enforced
    {
        get => _enforced;
        set => _enforced = value;
    }

    /// <summary>How long a request to the container has to wait; null when it may run.</summary>
    internal TimeSpan? WaitFor(CosmosContainer container) => Enforced ? Of(container).Wait(time.GetUtcNow(), container.RequestUnitsPerSecond) : null;

    internal void Charge(CosmosContainer container, double units)
    {
        if (Enforced) Of(container).Charge(units);
    }

    private Budget Of(CosmosContainer container) => _budgets.GetOrAdd(container.Number, _ => new Budget());

    /// <summary>Each second brings the offer's units and keeps none of the last; what a request took beyond them is owed.</summary>
    private sealed class Budget
    {
        private readonly Lock _gate = new();
        private long _second = long.MinValue;
        private double _left;

        public TimeSpan? Wait(DateTimeOffset now, int perSecond)
        {
            lock (_gate)
            {
                var second = now.ToUnixTimeSeconds();
                if (_second == long.MinValue) _left = perSecond;
                else _left = Math.Min(perSecond, _left + ((double)perSecond * Math.Max(0, second - _second)));
                _second = second;
                return _left > 0 ? null : DateTimeOffset.FromUnixTimeSeconds(second + 1 + (long)(-_left / perSecond)) - now;
            }
        }

        public void Charge(double units)
        {
            lock (_gate) _left -= units;
        }
    }
}
