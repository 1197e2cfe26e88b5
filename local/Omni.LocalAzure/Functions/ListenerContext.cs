namespace Omni.LocalAzure.Functions;

/// <summary>What every listener takes from the host.</summary>
public sealed record ListenerContext(TimeProvider Time, ILoggerFactory Logging);
