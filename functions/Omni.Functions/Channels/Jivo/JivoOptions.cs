namespace Omni.Functions.Channels.Jivo;

/// <summary>Settings <c>Channels__Jivo__…</c>.</summary>
internal sealed record JivoOptions
{
    /// <summary>The parameter <c>code</c> of the address; several while one is exchanged for another.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>ISO 3166 country of phone numbers typed without a country code.</summary>
    public required string DefaultRegion { get; init; }

    public static JivoOptions From(ChannelSettings settings) => new() { Keys = settings.Secrets("Key"), DefaultRegion = settings.DefaultRegion };
}
