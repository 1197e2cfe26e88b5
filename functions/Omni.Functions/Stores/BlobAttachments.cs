using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Omni.Azure.Storage.Blobs;
using Omni.Functions.Contacts;
using Omni.Functions.Ingestion;
using Omni.Functions.Media;

namespace Omni.Functions.Stores;

/// <summary>Keeps files that came with a request, and HTML too large for the timeline, as blobs named <c>{contact id}/{number}</c>.</summary>
public sealed class BlobAttachments(BlobContainerClient container)
{
    public const string ContainerName = "attachments";

    private const int AtOnce = 4;
    private const int NotFound = 404;

    /// <summary>Returns when the bytes of all files are kept, with the contacts that name them. Keeping the same files again changes nothing.</summary>
    /// <exception cref="TopicUnavailableException">At least one could not be kept now.</exception>
    public async ValueTask<IReadOnlyList<Contact>> KeepAsync(IReadOnlyList<Contact> contacts, CancellationToken cancellationToken)
    {
        contacts = [.. contacts.Select(EntryDocument.WithHtmlThatFits)];
        if (!contacts.Any(static contact => contact.Attachments.Any(static file => file.Content is not null)))
            return contacts;
        try
        {
            return await Task.WhenAll(contacts.Select(contact => KeepAsync(contact, cancellationToken))).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw new TopicUnavailableException("The files of a contact could not be left in storage.", failure);
        }
    }

    private async Task<Contact> KeepAsync(Contact contact, CancellationToken cancellationToken)
    {
        var kept = new Attachment[contact.Attachments.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, kept.Length),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (at, cancellation) =>
                kept[at] = await KeepAsync(contact.Attachments[at], $"{contact.Id}/{at.ToString(CultureInfo.InvariantCulture)}", cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        return contact with { Attachments = kept };
    }

    private async Task<Attachment> KeepAsync(Attachment file, string name, CancellationToken cancellationToken)
    {
        if (file.Content is not { } content)
            return file;
        var blob = container.GetBlobClient(name);
        try
        {
            await blob.UploadAsync(BinaryData.FromBytes(content), overwrite: true, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException failure) when (failure.Status == NotFound)
        {
            // The first file ever, on a storage account nobody has prepared.
            await container.CreateIfNotExistsAsync(cancellationToken).ConfigureAwait(false);
            await blob.UploadAsync(BinaryData.FromBytes(content), overwrite: true, cancellationToken).ConfigureAwait(false);
        }

        var type = FileType.Of(content.Span[..Math.Min(content.Length, FileType.HeadLength)], file.ContentType);
        return file with
        {
            Blob = name,
            Size = content.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(content.Span)),
            ContentType = type,
            DeclaredType = file.ContentType is { } declared && !FileType.AreSame(declared, type) ? declared : null,
            Scan = ScanState.NotScanned,
            Content = null,
        };
    }
}
