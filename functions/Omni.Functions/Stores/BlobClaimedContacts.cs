using System.Buffers;
using Azure;
using Omni.Azure.Storage.Blobs;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;

namespace Omni.Functions.Stores;

/// <summary>Keeps contacts too large for a message as blobs named after that message; the reference is <c>claims/{message id}</c>.</summary>
public sealed class BlobClaimedContacts(BlobContainerClient container) : IClaimedContacts
{
    public const string ContainerName = "claims";

    private const string Prefix = ContainerName + "/";
    private const int LongestName = 255;
    private const int NotFound = 404;

    private static readonly SearchValues<char> OfNames = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-");

    /// <summary>The container need not be there yet.</summary>
    public Task ReachAsync(CancellationToken cancellationToken) =>
        BlobFailures.GuardAsync(() => container.ExistsAsync(cancellationToken), cancellationToken);

    public async Task<string> LeaveAsync(string name, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        var blob = container.GetBlobClient(name);
        var uploaded = await BlobFailures.GuardAsync(() => UploadAsync(blob, BinaryData.FromBytes(json), cancellationToken), cancellationToken).ConfigureAwait(false);
        return uploaded is null ? throw new StoreUnavailableException("The storage account takes no blobs.") : Prefix + name;
    }

    public async Task<ReadOnlyMemory<byte>?> FetchAsync(string reference, CancellationToken cancellationToken)
    {
        // A reference comes from a message: it must not lead out of the container.
        if (!reference.StartsWith(Prefix, StringComparison.Ordinal) || !IsName(reference.AsSpan(Prefix.Length)))
            return null;
        return await BlobFailures.GuardAsync<ReadOnlyMemory<byte>?>(
            async () =>
            {
                var download = await container.GetBlobClient(reference[Prefix.Length..]).DownloadContentAsync(cancellationToken).ConfigureAwait(false);
                return download.Value.Content.ToMemory();
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<Response> UploadAsync(BlobClient blob, BinaryData content, CancellationToken cancellationToken)
    {
        try
        {
            return await blob.UploadAsync(content, overwrite: true, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException failure) when (failure.Status == NotFound)
        {
            // The first claim ever, on a storage account nobody has prepared.
            await container.CreateIfNotExistsAsync(cancellationToken).ConfigureAwait(false);
            return await blob.UploadAsync(content, overwrite: true, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsName(ReadOnlySpan<char> text) => text.Length is > 0 and <= LongestName && !text.ContainsAnyExcept(OfNames);
}
