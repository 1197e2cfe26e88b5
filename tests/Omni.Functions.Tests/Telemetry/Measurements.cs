using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Omni.Functions.Telemetry;

namespace Omni.Functions.Tests.Telemetry;

/// <summary>What the app measures while a test of <see cref="MeasuredAlone"/> runs.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly ConcurrentQueue<(string Name, string Tags, double Value)> _seen = [];
    private readonly MeterListener _listener = new();

    public Measurements()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Metrics.MeterName)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>The values measured with exactly these tags, as in <c>channel=form outcome=stored</c>.</summary>
    public double[] Of(string name, string tags) => [.. _seen.Where(seen => seen.Name == name && seen.Tags == tags).Select(seen => seen.Value)];

    public IEnumerable<string> Names => _seen.Select(seen => seen.Name);

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _seen.Enqueue((instrument.Name, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")), value));
}
