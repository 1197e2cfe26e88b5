using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.Azure.Cosmos;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Ingestion;
using Omni.Functions.Ingestion.Mailboxes;

namespace Omni.Functions.Stores;

/// <summary>How far mailboxes are read, beside the leases.</summary>
public sealed class CosmosMailboxPositions(CosmosContainers containers) : IMailboxPositions
{
    public Task<MailboxPosition?> FindAsync(Mailbox mailbox, CancellationToken cancellation) =>
        GuardAsync(
            async () =>
            {
                var id = IdOf(mailbox);
                using var response = await containers.Leases.ReadItemStreamAsync(id, new PartitionKey(id), cancellationToken: cancellation);
                return CosmosFailures.IsFound(response) && CosmosDocuments.Read(response.Content, MailboxPositionJson.Default.MailboxPositionDocument) is { } found
                    ? new MailboxPosition(found.Link, found.Since) { ETag = found.ETag }
                    : null;
            },
            cancellation);

    public Task<MailboxPosition?> KeepAsync(Mailbox mailbox, MailboxPosition position, CancellationToken cancellation) =>
        GuardAsync<MailboxPosition?>(
            async () =>
            {
                var id = IdOf(mailbox);
                using var document = CosmosDocuments.Write(
                    new MailboxPositionDocument(id, position.Link, position.Since), MailboxPositionJson.Default.MailboxPositionDocument);
                using var response = await WriteAsync(id, position.ETag, document, cancellation);
                return response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed || !CosmosFailures.IsFound(response)
                    ? null
                    : position with { ETag = response.Headers.ETag };
            },
            cancellation);

    private static async Task<T> GuardAsync<T>(Func<Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await CosmosFailures.GuardAsync(call, cancellation);
        }
        catch (StoreUnavailableException failure)
        {
            throw new TopicUnavailableException(failure.Message, failure);
        }
    }

    private Task<ResponseMessage> WriteAsync(string id, string? etag, Stream document, CancellationToken cancellation) => etag is not null
        ? containers.Leases.ReplaceItemStreamAsync(document, id, new PartitionKey(id), new ItemRequestOptions { IfMatchEtag = etag }, cancellation)
        : containers.Leases.CreateItemStreamAsync(document, new PartitionKey(id), cancellationToken: cancellation);

    /// <summary>An address may have signs that no id may have.</summary>
    private static string IdOf(Mailbox mailbox) => "mailbox." + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mailbox.Key)).AsSpan(0, 16));
}

/// <param name="Id">Of the mailbox and its folder.</param>
/// <param name="Link">As in <see cref="MailboxPosition"/>.</param>
/// <param name="Since">Likewise.</param>
internal sealed record MailboxPositionDocument(string Id, string? Link, [property: JsonConverter(typeof(UtcMilliseconds))] DateTimeOffset Since)
{
    [JsonPropertyName("_etag")]
    public string? ETag { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MailboxPositionDocument))]
internal sealed partial class MailboxPositionJson : JsonSerializerContext;
