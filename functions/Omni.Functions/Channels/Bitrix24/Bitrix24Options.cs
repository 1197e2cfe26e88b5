using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Bitrix24;

/// <summary>Settings <c>Channels__Bitrix24__…</c>.</summary>
internal sealed record Bitrix24Options
{
    /// <summary>Of the outgoing webhook or the application; several while one is exchanged for another.</summary>
    public required IReadOnlyList<string> ApplicationTokens { get; init; }

    /// <summary>The address of an incoming webhook that may read contacts, secret included, with a slash at the end.</summary>
    public Uri? RestUrl { get; init; }

    /// <summary>Of phone numbers and addresses.</summary>
    public required Trust DetailTrust { get; init; }

    /// <summary>ISO 3166 country of phone numbers without a country code.</summary>
    public required string DefaultRegion { get; init; }

    /// <exception cref="ChannelSettingException">The address is none.</exception>
    public static Bitrix24Options From(ChannelSettings settings) => new()
    {
        ApplicationTokens = settings.Secrets("ApplicationToken"),
        RestUrl = RestUrlOf(settings),
        DetailTrust = CrmDetails.TrustOf(settings),
        DefaultRegion = settings.DefaultRegion,
    };

    private static Uri? RestUrlOf(ChannelSettings settings)
    {
        if (settings["RestUrl"] is not { } text)
            return null;
        return Uri.TryCreate($"{text.TrimEnd('/')}/", UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
                ? address
                : throw settings.Wrong("RestUrl", "the address of an incoming webhook, such as https://shop.bitrix24.ru/rest/1/secret/");
    }
}
