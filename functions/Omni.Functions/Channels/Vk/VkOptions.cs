namespace Omni.Functions.Channels.Vk;

/// <summary>Settings <c>Channels__Vk__…</c>, from the Callback API settings of the community.</summary>
internal sealed record VkOptions
{
    /// <summary>Typed by us into the server's settings; VK puts it into every event. Several while one is exchanged for another.</summary>
    public required IReadOnlyList<string> Secrets { get; init; }

    /// <summary>What VK wants to hear before it uses our address; null when it has been confirmed and nobody asks again.</summary>
    public string? ConfirmationCode { get; init; }

    public static VkOptions From(ChannelSettings settings) =>
        new() { Secrets = settings.Secrets("Secret"), ConfirmationCode = settings["ConfirmationCode"] };
}
