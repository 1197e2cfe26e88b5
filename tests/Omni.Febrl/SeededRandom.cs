namespace Omni.Febrl;

/// <summary>
/// The same numbers for the same seed, on every runtime: SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014).
/// </summary>
public sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>From 0 to below <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>From 0 to below 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Happens(double probability) => Share() < probability;

    public T Any<T>(IReadOnlyList<T> list) => list[Below(list.Count)];

    /// <summary>One of the weighted, as often as its weight says.</summary>
    public int Weighted(IReadOnlyList<double> weights)
    {
        var left = Share() * weights.Sum();
        for (var at = 0; at < weights.Count - 1; at++)
        {
            left -= weights[at];
            if (left < 0)
                return at;
        }

        return weights.Count - 1;
    }

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
