using System.Text.Json.Nodes;
using Omni.LocalAzure.Cosmos.Store;
using Omni.LocalAzure.Cosmos.Wire;

namespace Omni.LocalAzure.Cosmos.Http;

/// <summary>Throughput offers; <see cref="CosmosThroughput"/> holds containers to them.</summary>
internal static class OfferRoutes
{
    /// <summary>The offer's content as the creating request asked; null for the default.</summary>
    public static string? FromHeaders(CosmosCall call)
    {
        JsonObject content;
        if (call.Header(CosmosHeaders.AutopilotSettings) is { } autoscale) content = new() { ["offerThroughput"] = 400, ["offerAutopilotSettings"] = Parse(autoscale) };
        else if (call.Header(CosmosHeaders.OfferThroughput) is { } throughput) content = new() { ["offerThroughput"] = Parse(throughput) };
        else return null;
        return Checked(content);
    }

    public static ValueTask<CosmosAnswer> List(CosmosCall call) =>
        MetadataRoutes.List(call, "", "Offers", Containers(call.Catalogue).Select(ResourceBodies.Offer));

    public static ValueTask<CosmosAnswer> Read(CosmosCall call) => MetadataRoutes.Answer(200, ResourceBodies.Offer(Find(call)));

    public static async ValueTask<CosmosAnswer> Replace(CosmosCall call)
    {
        var container = Find(call);
        var body = await MetadataRoutes.ReadObjectAsync(call);
        if (body["content"] is not JsonObject content) throw new CosmosFailureException(400, "The offer has no content.");
        var offer = Checked(content);
        call.CheckIfMatch(ResourceBodies.OfferETag(container));
        await call.Catalogue.ReplaceOfferAsync(container, offer);
        call.Response.Headers[CosmosHeaders.OfferReplacePending] = "false";
        return await MetadataRoutes.Answer(200, ResourceBodies.Offer(container));
    }

    private static CosmosContainer Find(CosmosCall call)
    {
        var rid = call.Route("offer");
        return Containers(call.Catalogue).FirstOrDefault(container => ResourceId.Offer(container.Number) == rid)
            ?? throw new CosmosFailureException(404, "The offer does not exist.");
    }

    private static IEnumerable<CosmosContainer> Containers(Catalogue catalogue) =>
        catalogue.Databases.SelectMany(database => database.Containers.Values);

    private static string Checked(JsonObject content) => CosmosContainer.UnitsOf(content) is not null
        ? content.ToJsonString()
        : throw new CosmosFailureException(400, "The offer names no positive whole number of request units.");

    private static JsonNode? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: MetadataRoutes.NamesOnce);
        }
        catch (System.Text.Json.JsonException)
        {
            throw new CosmosFailureException(400, "The offer in the header is malformed.");
        }
    }
}
