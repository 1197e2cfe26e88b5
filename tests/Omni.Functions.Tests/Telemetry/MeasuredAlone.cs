namespace Omni.Functions.Tests.Telemetry;

/// <summary>Tests that count what the whole process measures run while no other does.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
