using OpenTelemetry.Trace;

namespace Omni.Functions.Hosting;

/// <summary>
/// Which traces are recorded, by the standard variables; all, without them. A parent that is recorded is followed. One that is not decides nothing:
/// the front ends of Azure mark every request so.
/// </summary>
/// <remarks>https://github.com/open-telemetry/opentelemetry-js/issues/3057</remarks>
internal static class TraceSampling
{
    private const string ParentBased = "parentbased_";

    public static Sampler Of(TelemetryOptions options)
    {
        var name = options.Sampler ?? $"{ParentBased}always_on";
        var own = Own(name.Replace(ParentBased, "", StringComparison.Ordinal), options.Ratio);
        return name.StartsWith(ParentBased, StringComparison.Ordinal) ? new ParentBasedSampler(own, remoteParentNotSampled: own) : own;
    }

    private static Sampler Own(string name, double? ratio) => name switch
    {
        "always_off" => new AlwaysOffSampler(),
        "traceidratio" => new TraceIdRatioBasedSampler(ratio ?? 1),
        _ => new AlwaysOnSampler(),
    };
}
