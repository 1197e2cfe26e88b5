namespace Omni.LocalAzure.Cosmos;

/// <summary>What a request to the account does.</summary>
public enum CosmosRequestKind
{
    Metadata,
    Read,
    Create,
    Upsert,
    Replace,
    Patch,
    Delete,
    Batch,
    Bulk,
    QueryPlan,
    Query,
    ReadFeed,
    ChangeFeed,
}

/// <summary>How often each kind of request came and what it was charged; tests count round trips with it.</summary>
public sealed class CosmosStatistics
{
    private readonly Lock _gate = new();
    private readonly CosmosRequestCount[] _counts = new CosmosRequestCount[Enum.GetValues<CosmosRequestKind>().Length];

    public CosmosRequestCount this[CosmosRequestKind kind]
    {
        get
        {
            lock (_gate) return _counts[(int)kind];
        }
    }

    public void Reset()
    {
        lock (_gate) Array.Clear(_counts);
    }

    internal void Add(CosmosRequestKind kind, double charge)
    {
        lock (_gate) _counts[(int)kind] = new CosmosRequestCount(_counts[(int)kind].Requests + 1, _counts[(int)kind].RequestUnits + charge);
    }
}

/// <summary>Requests of one kind and the request units they cost together.</summary>
public readonly record struct CosmosRequestCount(long Requests, double RequestUnits);
