using System.Text.Json.Serialization;

namespace Omni.Operations.Secrets;

/// <summary>A setting of the app and the Key Vault secret it is read from.</summary>
public sealed record ProviderSecret
{
    public required string Setting { get; init; }

    public required string Secret { get; init; }

    /// <summary><c>WhatsApp</c> of <c>Channels__WhatsApp__AppSecret</c>.</summary>
    [JsonIgnore]
    public string Owner => Setting.Split("__")[^2];

    [JsonIgnore]
    public string Key => Setting.Split("__")[^1];

    [JsonIgnore]
    public bool IsOfAProvider => Setting.StartsWith("Channels__", StringComparison.Ordinal);
}
