using System.Diagnostics;
using Omni.Functions.Hosting;
using Omni.Functions.Tests.Telemetry;
using OpenTelemetry.Trace;

namespace Omni.Functions.Tests.Hosting;

public sealed class TraceSamplingTests
{
    [Theory]
    [InlineData(null, null, ActivityTraceFlags.None, true)]
    [InlineData("always_off", null, ActivityTraceFlags.Recorded, false)]
    [InlineData("always_on", null, ActivityTraceFlags.None, true)]
    [InlineData("parentbased_always_off", null, ActivityTraceFlags.Recorded, true)]
    [InlineData("parentbased_always_off", null, ActivityTraceFlags.None, false)]
    [InlineData("parentbased_traceidratio", "0", ActivityTraceFlags.Recorded, true)]
    [InlineData("parentbased_traceidratio", "0", ActivityTraceFlags.None, false)]
    [InlineData("parentbased_traceidratio", "1.0", ActivityTraceFlags.None, true)]
    [InlineData("traceidratio", "0", ActivityTraceFlags.Recorded, false)]
    public void A_recorded_parent_is_followed_and_one_that_is_not_decides_nothing(string? name, string? argument, ActivityTraceFlags parent, bool recorded)
    {
        var trace = RecordedSpans.NewTrace(parent);

        var result = TraceSampling.Of(new TelemetryOptions { Sampler = name, SamplerArgument = argument })
            .ShouldSample(new SamplingParameters(trace, trace.TraceId, "any", ActivityKind.Server));

        Assert.Equal(recorded, result.Decision == SamplingDecision.RecordAndSample);
    }

    [Theory]
    [InlineData("ClientId=6f2c;Authorization=AAD", "6f2c")]
    [InlineData("authorization=aad;", null)]
    [InlineData(null, null)]
    public void The_identity_that_may_write_is_named_by_the_authentication_string(string? text, string? expected) =>
        Assert.Equal(expected, new TelemetryOptions { AuthenticationString = text }.ClientId);
}
