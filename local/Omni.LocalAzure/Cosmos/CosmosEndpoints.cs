using Microsoft.Extensions.Logging.Abstractions;
using Omni.LocalAzure.Cosmos.Http;

namespace Omni.LocalAzure.Cosmos;

/// <summary>The account's HTTP surface.</summary>
public static class CosmosEndpoints
{
    private const string Database = "/dbs/{database}";
    private const string Container = "/dbs/{database}/colls/{container}";
    private const string Item = Container + "/docs/{id}";

    /// <summary>Maps the account's routes; narrow them to its port with <c>RequireHost</c> when other stand-ins share the application.</summary>
    public static IEndpointConventionBuilder MapCosmos(this IEndpointRouteBuilder routes, CosmosAccount account)
    {
        var group = routes.MapGroup("");
        var log = routes.ServiceProvider.GetService<ILogger<CosmosGate>>() ?? NullLogger<CosmosGate>.Instance;
        var gate = new CosmosGate(account, log);
        MapMetadata(group, gate);
        MapItems(group, gate, account);
        group.Map("/dbs/{**other}", gate.Guard(UnsupportedRoutes.Refuse, data: false));
        DiagnosticRoutes.Map(group, account);
        return group;
    }

    private static void MapMetadata(RouteGroupBuilder group, CosmosGate gate)
    {
        Map(HttpMethods.Get, "/", MetadataRoutes.Account);
        Map(HttpMethods.Get, "/dbs", MetadataRoutes.ListDatabases);
        Map(HttpMethods.Post, "/dbs", MetadataRoutes.CreateDatabase);
        Map(HttpMethods.Get, Database, MetadataRoutes.ReadDatabase);
        Map(HttpMethods.Delete, Database, MetadataRoutes.DeleteDatabase);
        Map(HttpMethods.Get, Database + "/colls", MetadataRoutes.ListContainers);
        Map(HttpMethods.Post, Database + "/colls", MetadataRoutes.CreateContainer);
        Map(HttpMethods.Get, Container, MetadataRoutes.ReadContainer);
        Map(HttpMethods.Put, Container, MetadataRoutes.ReplaceContainer);
        Map(HttpMethods.Delete, Container, MetadataRoutes.DeleteContainer);
        Map(HttpMethods.Get, Container + "/pkranges", MetadataRoutes.ListRanges);
        Map(HttpMethods.Post, "/offers", OfferRoutes.List);
        Map(HttpMethods.Get, "/offers", OfferRoutes.List);
        Map(HttpMethods.Get, "/offers/{offer}", OfferRoutes.Read);
        Map(HttpMethods.Put, "/offers/{offer}", OfferRoutes.Replace);

        void Map(string method, string pattern, Func<CosmosCall, ValueTask<CosmosAnswer>> operation) =>
            group.MapMethods(pattern, [method], gate.Guard(operation, data: false));
    }

    private static void MapItems(RouteGroupBuilder group, CosmosGate gate, CosmosAccount account)
    {
        var queries = new QueryRoutes(account.Queries);
        var items = new ItemRoutes(account.Items, queries.CompileCondition);
        var batches = new BatchRoutes(account.Items, items);
        var feeds = new FeedRoutes(account.Items);
        Map(HttpMethods.Get, Container + "/docs", feeds.Read);
        Map(HttpMethods.Post, Container + "/docs", Post);
        Map(HttpMethods.Get, Item, items.Read);
        Map(HttpMethods.Put, Item, items.Replace);
        Map(HttpMethods.Patch, Item, items.Patch);
        Map(HttpMethods.Delete, Item, items.Delete);

        void Map(string method, string pattern, Func<CosmosCall, ValueTask<CosmosAnswer>> operation) =>
            group.MapMethods(pattern, [method], gate.Guard(operation, data: true));

        ValueTask<CosmosAnswer> Post(CosmosCall call) =>
            call.IsSet(CosmosHeaders.IsBatch) ? batches.Execute(call)
            : call.IsSet(CosmosHeaders.IsQueryPlan) ? queries.Plan(call)
            : call.IsSet(CosmosHeaders.IsQuery) ? queries.Execute(call)
            : items.Create(call);
    }
}
