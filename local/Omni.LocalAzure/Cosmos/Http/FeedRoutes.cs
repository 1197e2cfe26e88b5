using System.Globalization;
using Microsoft.Net.Http.Headers;
using Omni.LocalAzure.Cosmos.Charges;
using Omni.LocalAzure.Cosmos.Store;
using Omni.LocalAzure.Cosmos.Wire;

namespace Omni.LocalAzure.Cosmos.Http;

/// <summary>Feeds of whole items: in insertion order, or in the order of their last change.</summary>
internal sealed class FeedRoutes(ItemStore items)
{
    private const int DefaultPage = 100;

    public ValueTask<CosmosAnswer> Read(CosmosCall call) =>
        ValueTask.FromResult(call.Header(CosmosHeaders.IncrementalFeed) is null ? ReadItems(call) : ReadChanges(call));

    private CosmosAnswer ReadItems(CosmosCall call)
    {
        call.Kind = CosmosRequestKind.ReadFeed;
        var container = call.Container;
        var after = call.Header(CosmosHeaders.Continuation) is { } token ? ParsePosition(token) : 0;
        var page = new Page(container, call.MaxItemCount ?? DefaultPage);
        var more = items.Read((db, now) => page.Fill(ItemReader.Scan(db, container, call.Scope, after, now), item => item.Body));
        return page.Answer() with { Continuation = more ? Text(page.Last.Rid) : null };
    }

    private CosmosAnswer ReadChanges(CosmosCall call)
    {
        call.Kind = CosmosRequestKind.ChangeFeed;
        if (call.Header(CosmosHeaders.IncrementalFeed) != "Incremental Feed")
            throw new CosmosFailureException(501, "Only the latest-version change feed is supported here.");
        var container = call.Container;
        var known = container.LastLsn;
        var start = call.Header(HeaderNames.IfNoneMatch);
        var after = start switch { null => 0, "*" => known, _ => ParsePosition(start.Trim('"')) };
        var since = start is null ? StartTime(call) : 0;
        var page = new Page(container, call.MaxItemCount ?? DefaultPage);
        if (start != "*") items.Read((db, now) => page.Fill(ItemReader.Changes(db, container, call.Scope, after, since, now), ChangeFeed.WithLsn));
        return page.Count == 0
            ? new CosmosAnswer { Status = 304, ETag = $"\"{Text(Math.Max(after, since > 0 ? known : 0))}\"", ItemCount = 0, Container = container }
            : page.Answer() with { ETag = $"\"{Text(page.Last.Lsn)}\"" };
    }

    /// <returns>Unix seconds; 0 is the beginning.</returns>
    private static long StartTime(CosmosCall call) => call.Header(HeaderNames.IfModifiedSince) is null ? 0
        : call.Request.GetTypedHeaders().IfModifiedSince?.ToUnixTimeSeconds() ?? throw new CosmosFailureException(400, "If-Modified-Since is no time.");

    private static long ParsePosition(string token) => long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
        ? position
        : throw new CosmosFailureException(400, "The continuation is not one of this feed.");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class Page(CosmosContainer container, int maxItems)
    {
        private readonly FeedBody _body = new(container.Rid, maxItems);

        public int Count => _body.Count;

        public ItemVersion Last { get; private set; }

        /// <returns>True when there is more than this page took.</returns>
        public bool Fill(IEnumerable<StoredItem> source, Func<StoredItem, ReadOnlyMemory<byte>> form)
        {
            foreach (var item in source)
            {
                if (_body.IsFull) return true;
                _body.Add(form(item).Span);
                Last = item.Version;
            }

            return false;
        }

        public CosmosAnswer Answer() => new()
        {
            Status = 200,
            Body = _body.Complete(),
            ItemCount = Count,
            Charge = RequestCharges.Feed(Count, _body.Bytes),
            Container = container,
        };
    }
}
