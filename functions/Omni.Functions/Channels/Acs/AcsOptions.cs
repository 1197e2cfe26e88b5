namespace Omni.Functions.Channels.Acs;

/// <summary>Settings <c>Channels__Acs__…</c>.</summary>
internal sealed record AcsOptions
{
    /// <summary>Stand in the address as the parameter <c>code</c>; several while one is exchanged for another.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    public static AcsOptions From(ChannelSettings settings) => new() { Keys = settings.Secrets("Key") };
}
