using Omni.LocalAzure.Functions.Definitions;

namespace Omni.LocalAzure.Functions.Handler;

/// <summary>What every process of the handler is started with.</summary>
public sealed record HandlerLaunch
{
    public required HandlerConfiguration Configuration { get; init; }

    public required string ScriptRoot { get; init; }

    /// <summary>Set on top of the host's own environment, which is inherited, addresses of the host included.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>The same for every restart.</summary>
    public required int Port { get; init; }
}
