using Omni.LocalAzure.Functions.Definitions;

namespace Omni.LocalAzure.Functions;

/// <summary>A published app as the host reads it: host.json, the functions, the settings.</summary>
public sealed record FunctionApp
{
    /// <summary>An absolute path.</summary>
    public required string ScriptRoot { get; init; }

    public required LocalSettings Settings { get; init; }

    public required HostConfiguration Configuration { get; init; }

    /// <summary>In alphabetical order.</summary>
    public required IReadOnlyList<FunctionDefinition> Functions { get; init; }

    /// <exception cref="UnsupportedDefinitionException">Something is wrong or not supported; the message names file and member.</exception>
    public static FunctionApp Read(string scriptRoot, LocalSettings settings, bool olderHost) => new()
    {
        ScriptRoot = Path.GetFullPath(scriptRoot),
        Settings = settings,
        Configuration = HostJson.Read(scriptRoot, settings, olderHost),
        Functions = FunctionFolders.Read(scriptRoot, settings),
    };
}
