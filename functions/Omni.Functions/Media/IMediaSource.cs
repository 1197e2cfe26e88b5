using Omni.Functions.Contacts;

namespace Omni.Functions.Media;

/// <summary>Where the files of one provider's contacts are had.</summary>
public interface IMediaSource
{
    /// <summary>The <see cref="Contact.Provider"/> whose files it has.</summary>
    string Provider { get; }

    /// <summary>Opens a file; it is read while it comes, once, and never as a whole in memory.</summary>
    /// <returns>Null when the provider does not have it any more.</returns>
    /// <exception cref="MediaRefusedException">It will never be had.</exception>
    /// <exception cref="MediaUnavailableException">It cannot be had now. Failures of HTTP and of reading mean the same.</exception>
    ValueTask<MediaFile?> OpenAsync(Contact contact, Attachment file, CancellationToken cancellation);
}

/// <param name="content">The bytes as they come.</param>
/// <param name="length">How many there will be, where it is told.</param>
/// <param name="owner">Disposed of with it.</param>
public sealed class MediaFile(Stream content, long? length = null, IDisposable? owner = null) : IAsyncDisposable
{
    public Stream Content => content;

    public long? Length => length;

    public async ValueTask DisposeAsync()
    {
        await content.DisposeAsync();
        owner?.Dispose();
    }
}
