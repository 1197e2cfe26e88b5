using System.Buffers;
using System.Globalization;
using Microsoft.Net.Http.Headers;
using Omni.LocalAzure.Cosmos.Store;

namespace Omni.LocalAzure.Cosmos.Http;

/// <summary>A request in the protocol's words.</summary>
internal sealed class CosmosCall(HttpContext context, Catalogue catalogue)
{
    private const int MaxBodyBytes = 2 * 1024 * 1024;

    /// <summary>Set by the operation once it knows; counts into the statistics.</summary>
    public CosmosRequestKind Kind { get; set; } = CosmosRequestKind.Metadata;

    public Catalogue Catalogue => catalogue;

    public HttpRequest Request => context.Request;

    public HttpResponse Response => context.Response;

    public bool Minimal => Request.Headers["Prefer"] is [{ } prefer] && prefer.Contains("return=minimal", StringComparison.OrdinalIgnoreCase);

    public CosmosDatabase Database => catalogue.FindDatabase(Route("database")) ?? throw new CosmosFailureException(404, "The database does not exist.");

    public CosmosContainer Container => Database.Find(Route("container")) ?? throw new CosmosFailureException(404, "The container does not exist.");

    /// <summary>The partition key the request is about; null when it is about all.</summary>
    public PartitionKey? PartitionKey => Header(CosmosHeaders.PartitionKey) is { } header ? Parse(header, Container) : null;

    /// <summary>The part of the container that a query or feed is about; a hierarchical key may be named by its beginning.</summary>
    public ItemScope Scope => Header(CosmosHeaders.EndEpk) is not null || Header(CosmosHeaders.StartEpk) is not null
        ? ItemScope.Between(Header(CosmosHeaders.StartEpk) ?? "", Header(CosmosHeaders.EndEpk) ?? EffectiveKey.End)
        : Header(CosmosHeaders.PartitionKey) is { } key ? ScopeOf(key) : ItemScope.Everything;

    public PartitionKey RequiredPartitionKey =>
        PartitionKey ?? throw new CosmosFailureException(400, "The request needs the header x-ms-documentdb-partitionkey.");

    /// <summary>Rows a page may have; null when the server decides.</summary>
    public int? MaxItemCount =>
        int.TryParse(Header(CosmosHeaders.MaxItemCount), NumberStyles.Integer, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : null;

    public string? Header(string name) => Request.Headers[name] is [{ Length: > 0 } value, ..] ? value : null;

    public bool IsSet(string name) => "true".Equals(Header(name), StringComparison.OrdinalIgnoreCase);

    public string Route(string name) => (string)Request.RouteValues[name]!; // every route that asks has it

    /// <summary>Ends the request when it asks for another version of the resource.</summary>
    public void CheckIfMatch(string etag)
    {
        if (Header(HeaderNames.IfMatch) is { } expected && expected != "*" && expected != etag)
            throw new CosmosFailureException(412, "The resource has changed since this etag.");
    }

    public static PartitionKey Parse(string header, CosmosContainer container)
    {
        var (key, components) = ReadKey(header);
        var expected = container.Definition.PartitionKeyPaths.Count;
        return components == expected ? key : throw new CosmosFailureException(400, $"The partition key has {components} of {expected} components.", 1001);
    }

    private static (PartitionKey Key, int Components) ReadKey(string header)
    {
        try
        {
            return Store.PartitionKey.FromHeader(header);
        }
        catch (FormatException malformed)
        {
            throw new CosmosFailureException(400, malformed.Message);
        }
    }

    private ItemScope ScopeOf(string keyHeader)
    {
        var (key, components) = ReadKey(keyHeader);
        return components > 0 && components < Container.Definition.PartitionKeyPaths.Count ? ItemScope.BeginningWith(key) : ItemScope.Of(Parse(keyHeader, Container));
    }

    public async ValueTask<byte[]> ReadBodyAsync()
    {
        if (Request.ContentLength > MaxBodyBytes) throw new CosmosFailureException(413, "The request is too large.");
        if (Request.ContentLength is { } length)
        {
            var exact = new byte[length];
            await Request.Body.ReadExactlyAsync(exact, context.RequestAborted);
            return exact;
        }

        var body = new ArrayBufferWriter<byte>(16 * 1024);
        while (await Request.Body.ReadAsync(body.GetMemory(16 * 1024), context.RequestAborted) is var read and > 0)
        {
            body.Advance(read);
            if (body.WrittenCount > MaxBodyBytes) throw new CosmosFailureException(413, "The request is too large.");
        }

        return body.WrittenSpan.ToArray();
    }
}
