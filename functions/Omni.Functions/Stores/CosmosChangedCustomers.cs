using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Azure.Cosmos;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Likeness;

namespace Omni.Functions.Stores;

/// <summary>The change feed of the customers, read page by page; how far is a document beside the leases.</summary>
/// <remarks>https://learn.microsoft.com/azure/cosmos-db/nosql/change-feed-pull-model</remarks>
public sealed class CosmosChangedCustomers(CosmosContainers containers) : IChangedCustomers
{
    /// <summary>Under another name everything is read again from the start: for when people get other keys.</summary>
    private const string PositionId = "similar-customers.1";

    private static readonly ChangeFeedRequestOptions OnePage = new() { PageSizeHint = 200 };

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = ContactJson.DeepestDocument };

    public async Task<ChangedCustomers?> ReadAsync(ChangedCustomers? after, CancellationToken cancellation)
    {
        var kept = after is null
            ? await CosmosDocuments.FindAsync(containers.Leases, PositionId, FeedJson.Default.FeedPosition, cancellation)
            : new FeedPosition(PositionId, after.Position) { ETag = after.ETag };
        return await CosmosFailures.GuardAsync(
            async () =>
            {
                using var feed = containers.Customers.GetChangeFeedStreamIterator(
                    kept is null ? ChangeFeedStartFrom.Beginning() : ChangeFeedStartFrom.ContinuationToken(kept.Position), ChangeFeedMode.LatestVersion, OnePage);
                using var page = await feed.ReadNextAsync(cancellation);
                if (page.StatusCode == HttpStatusCode.NotModified)
                    return null;
                return CosmosFailures.IsFound(page)
                    ? new ChangedCustomers(ProfilesIn(page.Content), page.ContinuationToken, kept?.ETag)
                    : throw CosmosFailures.From(page.StatusCode, CosmosFailures.SubStatusOf(page.Headers), retryAfter: null);
            },
            cancellation);
    }

    public async Task<ChangedCustomers> KeepAsync(ChangedCustomers page, CancellationToken cancellation) => page with
    {
        ETag = await CosmosDocuments.KeepAsync(
            containers.Leases, PositionId, page.ETag, new FeedPosition(PositionId, page.Position), FeedJson.Default.FeedPosition, cancellation)
            ?? throw new RivalWritersException("Somebody else reads the changes of customers as well."),
    };

    private static List<Profile> ProfilesIn(Stream content)
    {
        using var page = JsonDocument.Parse(content, Deep);
        return
        [
            .. page.RootElement.GetProperty("Documents"u8).EnumerateArray()
                .Where(static document => document.TryGetProperty("type"u8, out var type) && type.ValueEquals(Profile.DocumentType))
                .Select(static document => document.Deserialize(CustomerJson.Default.Profile)!), // A document is an object.
        ];
    }
}

/// <param name="Id">Whose it is.</param>
/// <param name="Position">A continuation token.</param>
internal sealed record FeedPosition(string Id, string Position)
{
    [JsonPropertyName("_etag")]
    public string? ETag { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FeedPosition))]
internal sealed partial class FeedJson : JsonSerializerContext;
