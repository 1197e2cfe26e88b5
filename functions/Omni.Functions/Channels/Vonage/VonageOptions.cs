namespace Omni.Functions.Channels.Vonage;

/// <summary>Settings <c>Channels__Vonage__…</c>, from the account's API settings.</summary>
internal sealed record VonageOptions
{
    /// <summary>Signs what both APIs send; several while one is exchanged for another.</summary>
    public required IReadOnlyList<string> SignatureSecrets { get; init; }

    /// <summary>How the account signs what the SMS API sends.</summary>
    public required VonageSignatureMethod SignatureMethod { get; init; }

    /// <exception cref="ChannelSettingException">There is no such signature method.</exception>
    public static VonageOptions From(ChannelSettings settings) => new()
    {
        SignatureSecrets = settings.Secrets("SignatureSecret"),
        SignatureMethod = settings["SignatureMethod"]?.ToLowerInvariant() switch
        {
            null or "sha256" => VonageSignatureMethod.Sha256,
            "md5hash" => VonageSignatureMethod.Md5Hash,
            "md5" => VonageSignatureMethod.Md5,
            "sha1" => VonageSignatureMethod.Sha1,
            "sha512" => VonageSignatureMethod.Sha512,
            _ => throw settings.Wrong("SignatureMethod", "md5hash, md5, sha1, sha256 or sha512, as the account's API settings say"),
        },
    };
}

internal enum VonageSignatureMethod
{
    /// <summary>A hash over text and secret; all others are keyed hashes of the text.</summary>
    Md5Hash,
    Md5,
    Sha1,
    Sha256,
    Sha512,
}
