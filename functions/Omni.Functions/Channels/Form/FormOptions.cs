namespace Omni.Functions.Channels.Form;

/// <summary>Settings <c>Channels__Form__…</c>.</summary>
internal sealed record FormOptions
{
    /// <summary>Signs what a site's server sends; several while one is exchanged for another.</summary>
    public required IReadOnlyList<string> Secrets { get; init; }

    /// <summary>Sites whose pages may send from the visitor's browser, as in <c>https://shop.example</c>.</summary>
    public required IReadOnlyList<string> AllowedOrigins { get; init; }

    /// <summary>ISO 3166 country of phone numbers typed without a country code.</summary>
    public required string DefaultRegion { get; init; }

    /// <exception cref="ChannelSettingException">An origin is not as browsers write it, so it would never match.</exception>
    public static FormOptions From(ChannelSettings settings)
    {
        var origins = settings.List("AllowedOrigins");
        foreach (var origin in origins)
        {
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var address)
                || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
                || address.GetLeftPart(UriPartial.Authority) != origin)
            {
                throw settings.Wrong("AllowedOrigins", "a list of origins like https://shop.example, separated by semicolons, in lower case and without a path");
            }
        }

        return new() { Secrets = settings.Secrets("Secret"), AllowedOrigins = origins, DefaultRegion = settings.DefaultRegion };
    }
}
