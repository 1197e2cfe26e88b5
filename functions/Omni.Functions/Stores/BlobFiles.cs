using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Omni.Azure.Storage.Blobs;
using Omni.Azure.Storage.Sas;
using Omni.Functions.Customers;
using Omni.Functions.Media;

namespace Omni.Functions.Stores;

/// <summary>
/// Files of contacts as blobs, written in blocks so that one of them is all that is in memory. Blocks of a file that broke off are seen by nobody, and
/// the service throws them away.
/// </summary>
/// <param name="container">Of <see cref="BlobAttachments"/>, with time for a whole block.</param>
/// <param name="keys">Signs addresses; null where the container has the key of the account.</param>
public sealed class BlobFiles(BlobContainerClient container, DelegationKeys? keys) : IFileStore
{
    private const int BlockLength = 1024 * 1024;
    private const int NotFound = 404;

    /// <summary>The metadata that only a file we have counted and hashed has.</summary>
    private const string Hash = "sha256";

    public Task<FileFacts?> FindAsync(string name, CancellationToken cancellation) => BlobFailures.GuardAsync(
        async () =>
        {
            try
            {
                var found = (await container.GetBlobClient(name).GetPropertiesAsync(cancellation)).Value;
                return found.Metadata.TryGetValue(Hash, out var hash) ? new FileFacts(found.ContentLength, hash, found.ContentType ?? FileType.Unknown) : null;
            }
            catch (RequestFailedException failure) when (failure.Status == NotFound)
            {
                return null;
            }
        },
        cancellation);

    public async Task<FileFacts> KeepAsync(string name, MeasuredContent content, string? declared, CancellationToken cancellation)
    {
        var blob = container.GetBlockBlobClient(name);
        var blocks = await StageAsync(blob, content, cancellation);
        var facts = content.Facts(declared);
        var options = new CommitBlockListOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = facts.ContentType, ContentDisposition = "attachment" },
            Metadata = new Dictionary<string, string> { [Hash] = facts.Sha256 },
        };
        await CallAsync(() => blob.CommitBlockListAsync(blocks, options, cancellation), cancellation);
        return facts;
    }

    public async Task<ReadOnlyMemory<byte>> ReadAsync(string name, CancellationToken cancellation) =>
        await BlobFailures.GuardAsync(async () => (await container.GetBlobClient(name).DownloadContentAsync(cancellation)).Value, cancellation) is { Content: var content }
            ? content.ToMemory()
            : throw new StoreUnavailableException("The storage account gives no blobs.");

    public async Task<Uri> LinkAsync(string name, FileServing serving, DateTimeOffset until, CancellationToken cancellation)
    {
        var blob = container.GetBlobClient(name);
        var sas = new BlobSasBuilder(BlobSasPermissions.Read, until)
        {
            ContentType = serving.ContentType,
            ContentDisposition = serving.Disposition,
            CacheControl = "private, no-store",
            Protocol = blob.Uri.Scheme == Uri.UriSchemeHttps ? SasProtocol.Https : SasProtocol.None,
        };
        return keys is null ? blob.GenerateSasUri(sas) : blob.GenerateUserDelegationSasUri(sas, await keys.GetAsync(until, cancellation));
    }

    /// <returns>The ids of the blocks, in order; no other attempt at the same file has the same.</returns>
    private async Task<IReadOnlyList<string>> StageAsync(BlockBlobClient blob, MeasuredContent content, CancellationToken cancellation)
    {
        var attempt = RandomNumberGenerator.GetHexString(16, lowercase: true);
        var blocks = new List<string>();
        var buffer = ArrayPool<byte>.Shared.Rent(BlockLength);
        try
        {
            while (await FillAsync(content, buffer.AsMemory(0, BlockLength), cancellation) is > 0 and var length)
            {
                var id = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{attempt}{blocks.Count:x8}"));
                await CallAsync(() => StageAsync(blob, id, buffer.AsMemory(0, length), cancellation), cancellation);
                blocks.Add(id);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return blocks;
    }

    /// <summary>A request closes the stream it has sent, so each has one of its own.</summary>
    private static async Task<Response> StageAsync(BlockBlobClient blob, string id, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        using var block = BinaryData.FromBytes(content).ToStream();
        return await blob.StageBlockAsync(id, block, cancellation);
    }

    private static async Task<int> FillAsync(MeasuredContent content, Memory<byte> buffer, CancellationToken cancellation)
    {
        var length = 0;
        while (length < buffer.Length && await content.ReadAsync(buffer[length..], cancellation) is > 0 and var read)
            length += read;
        return length;
    }

    private async Task CallAsync(Func<Task<Response>> call, CancellationToken cancellation)
    {
        var done = await BlobFailures.GuardAsync(
            async () =>
            {
                try
                {
                    return await call();
                }
                catch (RequestFailedException failure) when (failure.Status == NotFound)
                {
                    // The first file ever, on a storage account nobody has prepared.
                    await container.CreateIfNotExistsAsync(cancellation);
                    return await call();
                }
            },
            cancellation);
        if (done is null)
            throw new StoreUnavailableException("The storage account takes no blobs.");
    }
}
