using System.Text.Json;
using System.Text.Json.Serialization;

namespace Omni.Operations.Secrets;

/// <summary><c>infra/settings.json</c>: every secret the app can be given.</summary>
public sealed record SecretCatalogue
{
    /// <summary>What stands in the vault where nothing has been set yet.</summary>
    public required string Unset { get; init; }

    public required IReadOnlyList<ProviderSecret> Secrets { get; init; }

    private IEnumerable<ProviderSecret> OfProviders => Secrets.Where(secret => secret.IsOfAProvider);

    public static SecretCatalogue Read(string file) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(file), SecretsJson.Default.SecretCatalogue) ?? throw new JsonException($"{file} is empty.");

    /// <exception cref="OperationFailedException">There is none; the message lists those there are.</exception>
    public ProviderSecret Find(string provider, string key)
    {
        var ofProvider = OfProviders.Where(secret => Same(secret.Owner, provider)).ToList();
        if (ofProvider.Count == 0)
            throw new OperationFailedException($"there is no provider {provider}; there are {List(OfProviders.Select(secret => secret.Owner.ToLowerInvariant()).Distinct())}");
        return ofProvider.Find(secret => Same(secret.Key, key))
            ?? throw new OperationFailedException($"{provider} has no secret {key}; it has {List(ofProvider.Select(secret => secret.Key))}");
    }

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private static string List(IEnumerable<string> names) => string.Join(", ", names);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SecretCatalogue))]
internal sealed partial class SecretsJson : JsonSerializerContext;
