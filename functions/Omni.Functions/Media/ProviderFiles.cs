using Omni.Functions.Channels;
using Omni.Functions.Contacts;

namespace Omni.Functions.Media;

/// <summary>The files of a webhook provider, over the web.</summary>
public sealed class ProviderFiles(string provider, IProviderMedia media, WebFiles web) : IMediaSource
{
    public string Provider => provider;

    public async ValueTask<MediaFile?> OpenAsync(Contact contact, Attachment file, CancellationToken cancellation) =>
        media.Ask(file) is { } request ? await web.OpenAsync(media, request, cancellation) : throw new MediaRefusedException(AttachmentProblem.NotAllowed);
}
