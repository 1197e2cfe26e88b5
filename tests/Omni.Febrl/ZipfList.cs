namespace Omni.Febrl;

/// <summary>Values of which the first are the most frequent: the value of rank r as often as 1 / (r + shift), as Mandelbrot wrote Zipf's law.</summary>
internal sealed class ZipfList
{
    private readonly IReadOnlyList<string> _values;
    private readonly double[] _upTo;

    public ZipfList(IReadOnlyList<string> values, double shift)
    {
        _values = values;
        _upTo = new double[values.Count];
        for (var rank = 0; rank < values.Count; rank++) _upTo[rank] = (rank == 0 ? 0 : _upTo[rank - 1]) + (1 / (rank + 1 + shift));
    }

    public string Any(SeededRandom random)
    {
        var found = Array.BinarySearch(_upTo, random.Share() * _upTo[^1]);
        return _values[Math.Min(found < 0 ? ~found : found + 1, _values.Count - 1)];
    }
}
