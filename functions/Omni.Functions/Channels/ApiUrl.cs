namespace Omni.Functions.Channels;

/// <summary>The base address of a provider's API, under <c>Channels__{Name}__ApiUrl</c>: its own, unless another is set, as for tests.</summary>
/// <param name="Base">Ends without a slash.</param>
/// <param name="SetByHand">The same, where it was set.</param>
internal sealed record ApiUrl(string Base, Uri? SetByHand)
{
    private const string Key = "ApiUrl";

    /// <exception cref="ChannelSettingException">It is no address of the web.</exception>
    public static ApiUrl Of(ChannelSettings settings, string usual)
    {
        if (settings[Key] is not { } text)
            return new ApiUrl(usual, null);
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" }
            ? new ApiUrl(text.TrimEnd('/'), address)
            : throw settings.Wrong(Key, $"an address such as {usual}");
    }

    /// <summary>An address that a provider gave, where its own API has been moved with the base.</summary>
    public Uri Move(Uri address, string usual)
    {
        if (SetByHand is not null && address.AbsoluteUri.StartsWith(usual + "/", StringComparison.OrdinalIgnoreCase))
            return new Uri(Base + address.AbsoluteUri[usual.Length..]);
        return address;
    }

    public bool IsBaseOf(Uri address) => address.AbsoluteUri.StartsWith(Base + "/", StringComparison.OrdinalIgnoreCase);
}
