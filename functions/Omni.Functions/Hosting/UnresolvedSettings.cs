namespace Omni.Functions.Hosting;

/// <summary>
/// Settings that refer to a secret of Key Vault which could not be read: the secret is missing, or the app's identity may not read it. They arrive
/// as the text of the reference, which everybody can guess, so they count as not set.
/// </summary>
/// <remarks>https://learn.microsoft.com/azure/app-service/app-service-key-vault-references</remarks>
/// <param name="Names">As in the environment.</param>
public sealed record UnresolvedSettings(IReadOnlyList<string> Names)
{
    private const string Reference = "@Microsoft.KeyVault(";

    /// <summary>The sections the app reads: the rest of the environment is not ours to search.</summary>
    private static readonly string[] Sections =
        ["Channels", OmniOptions.SectionName, CosmosOptions.SectionName, ServiceBusOptions.SectionName, AttachmentsOptions.SectionName, GraphOptions.SectionName, CommunicationOptions.SectionName, BotSettings.SectionName];

    public static UnresolvedSettings Unset(IConfiguration configuration)
    {
        var keys = Sections.SelectMany(section => configuration.GetSection(section).AsEnumerable())
            .Where(static setting => setting.Value?.StartsWith(Reference, StringComparison.OrdinalIgnoreCase) == true)
            .Select(static setting => setting.Key)
            .ToList();
        foreach (var key in keys)
            configuration[key] = null;
        return new UnresolvedSettings([.. keys.Select(static key => key.Replace(":", "__", StringComparison.Ordinal)).Order(StringComparer.Ordinal)]);
    }
}
