using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Ingestion;
using Omni.Functions.Ingestion.Mailboxes;

namespace Omni.Functions.Stores;

/// <summary>How far mailboxes are read, beside the leases.</summary>
public sealed class CosmosMailboxPositions(CosmosContainers containers) : IMailboxPositions
{
    public Task<MailboxPosition?> FindAsync(Mailbox mailbox, CancellationToken cancellation) =>
        GuardAsync(async () => await CosmosDocuments.FindAsync(containers.Leases, IdOf(mailbox), MailboxPositionJson.Default.MailboxPositionDocument, cancellation) is { } found
            ? new MailboxPosition(found.Link, found.Since) { Failing = found.Failing, ETag = found.ETag }
            : null);

    public Task<MailboxPosition?> KeepAsync(Mailbox mailbox, MailboxPosition position, CancellationToken cancellation) =>
        GuardAsync(async () =>
        {
            var document = new MailboxPositionDocument(IdOf(mailbox), position.Link, position.Since) { Failing = position.Failing };
            var etag = await CosmosDocuments.KeepAsync(
                containers.Leases, document.Id, position.ETag, document, MailboxPositionJson.Default.MailboxPositionDocument, cancellation);
            return etag is null ? null : position with { ETag = etag };
        });

    private static async Task<T> GuardAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (StoreUnavailableException failure)
        {
            throw new TopicUnavailableException(failure.Message, failure);
        }
    }

    /// <summary>An address may have signs that no id may have.</summary>
    private static string IdOf(Mailbox mailbox) => "mailbox." + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mailbox.Key)).AsSpan(0, 16));
}

/// <param name="Id">Of the mailbox and its folder.</param>
/// <param name="Link">As in <see cref="MailboxPosition"/>.</param>
/// <param name="Since">Likewise.</param>
internal sealed record MailboxPositionDocument(string Id, string? Link, [property: JsonConverter(typeof(UtcMilliseconds))] DateTimeOffset Since)
{
    public IReadOnlyDictionary<string, DateTimeOffset>? Failing { get; init; }

    [JsonPropertyName("_etag")]
    public string? ETag { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MailboxPositionDocument))]
internal sealed partial class MailboxPositionJson : JsonSerializerContext;
