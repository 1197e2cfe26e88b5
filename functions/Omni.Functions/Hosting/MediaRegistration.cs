using System.Globalization;
using System.Net;
using Omni.Functions.Channels;
using Omni.Functions.Media;
using Omni.Functions.Stores;

namespace Omni.Functions.Hosting;

/// <summary>Wires what fetches files.</summary>
internal static class MediaRegistration
{
    private const long Megabyte = 1024 * 1024;

    public static IServiceCollection AddMedia(this IServiceCollection services, AttachmentsOptions attachments)
    {
        // Without its loggers: they write addresses, and those of some files are secrets.
        services.AddHttpClient(nameof(WebFiles), static http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(static provider => ConnectionsOf(provider.GetRequiredService<ChannelCatalogue>()).CreateHandler())
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.AddSingleton(static provider => new WebFiles(provider.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(WebFiles))));
        foreach (var entry in ChannelCatalogue.Entries)
        {
            services.AddSingleton<IMediaSource>(provider => new ProviderFiles(
                entry.Provider, provider.GetRequiredService<ChannelCatalogue>().Media[entry.Provider], provider.GetRequiredService<WebFiles>()));
        }

        return services
            .AddSingleton(new MediaOptions { LargestFile = long.Parse(attachments.MaxMegabytes, CultureInfo.InvariantCulture) * Megabyte })
            .AddSingleton<IFileStore>(provider => new BlobFiles(
                Connections.ToFiles(attachments, BlobAttachments.ContainerName),
                Connections.ToDelegation(attachments) is { } service ? new DelegationKeys(service, provider.GetRequiredService<TimeProvider>()) : null))
            .AddSingleton<FileFetch>()
            .AddSingleton<ContactFiles>()
            .AddSingleton<FileLinks>();
    }

    private static PublicConnections ConnectionsOf(ChannelCatalogue catalogue) =>
        new(static (host, cancellation) => Dns.GetHostAddressesAsync(host, cancellation), catalogue.Media.Values.Select(static media => media.SetByHand).OfType<Uri>());
}
