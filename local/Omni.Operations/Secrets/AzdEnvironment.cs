using System.Text.Json;

namespace Omni.Operations.Secrets;

/// <summary>What azd wrote down about the environment that is selected.</summary>
/// <remarks>https://learn.microsoft.com/azure/developer/azure-developer-cli/manage-environment-variables</remarks>
internal static class AzdEnvironment
{
    private const string VaultName = "AZURE_KEY_VAULT_NAME";

    /// <exception cref="OperationFailedException">azd has no environment here, or it has no vault yet.</exception>
    public static string VaultOf(string azdFolder)
    {
        var file = Path.Combine(azdFolder, SelectedIn(azdFolder), ".env");
        var vault = File.Exists(file) ? File.ReadLines(file).Select(ValueOfVault).FirstOrDefault(value => value is not null) : null;
        return vault ?? throw new OperationFailedException("no Key Vault is known: run azd provision first, or name it with --vault");
    }

    private static string SelectedIn(string azdFolder)
    {
        var file = Path.Combine(azdFolder, "config.json");
        if (!File.Exists(file)) return "";
        using var config = JsonDocument.Parse(File.ReadAllBytes(file));
        return config.RootElement.TryGetProperty("defaultEnvironment", out var name) ? name.GetString() ?? "" : "";
    }

    private static string? ValueOfVault(string line) =>
        line.Split('=', 2) is [VaultName, var value] ? value.Trim().Trim('"') : null;
}
