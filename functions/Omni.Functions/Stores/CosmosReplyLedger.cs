using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Omni.Functions.Channels;
using Omni.Functions.Replies;

namespace Omni.Functions.Stores;

/// <summary>Replies as documents that are partitions of their own, and beside them the names by which receipts call them. Both expire with the container's time to live.</summary>
public sealed class CosmosReplyLedger(CosmosContainers containers) : IReplyLedger
{
    public Task<Reply?> FindAsync(string id, CancellationToken cancellation) =>
        CosmosDocuments.FindAsync(containers.Replies, id, ReplyJson.Default.Reply, cancellation);

    public async Task<Reply?> KeepAsync(Reply reply, CancellationToken cancellation) =>
        await CosmosDocuments.KeepAsync(containers.Replies, reply.Id, reply.ETag, reply with { ETag = null }, ReplyJson.Default.Reply, cancellation) is { } etag
            ? reply with { ETag = etag }
            : null;

    /// <summary>Whoever was first says the same.</summary>
    public Task NameAsync(string provider, string providerMessageId, string replyId, CancellationToken cancellation)
    {
        var name = new ReplyName(IdOf(provider, providerMessageId), replyId);
        return CosmosDocuments.KeepAsync(containers.Replies, name.Id, etag: null, name, ReplyNameJson.Default.ReplyName, cancellation);
    }

    public async Task<string?> FindNamedAsync(DeliveryReceipt receipt, CancellationToken cancellation) =>
        (await CosmosDocuments.FindAsync(containers.Replies, IdOf(receipt.Provider, receipt.ProviderMessageId), ReplyNameJson.Default.ReplyName, cancellation))?.Reply;

    /// <summary>A provider's id may have signs that no id may have.</summary>
    private static string IdOf(string provider, string providerMessageId) =>
        "name." + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{provider}\u001f{providerMessageId}")).AsSpan(0, 16));
}

/// <param name="Id">Of provider and message.</param>
/// <param name="Reply">The id of the reply.</param>
internal sealed record ReplyName(string Id, string Reply);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReplyName))]
internal sealed partial class ReplyNameJson : JsonSerializerContext;
