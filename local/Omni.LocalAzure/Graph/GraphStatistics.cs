namespace Omni.LocalAzure.Graph;

/// <summary>What a request to the mailboxes does.</summary>
public enum GraphRequestKind
{
    Other,
    Folders,
    Delta,
    List,
    Read,
    ReadMime,
    Create,
    Update,
    Move,
    Delete,
    Send,
    Reply,
    ListAttachments,
    ReadAttachment,
    CreateAttachment,
    Upload,
    Subscriptions,
}

/// <summary>How often each kind of request came, and how often it was refused.</summary>
public sealed class GraphStatistics
{
    private readonly Lock _gate = new();
    private readonly GraphRequestCount[] _counts = new GraphRequestCount[Enum.GetValues<GraphRequestKind>().Length];

    public GraphRequestCount this[GraphRequestKind kind]
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

    internal void Add(GraphRequestKind kind, int status)
    {
        lock (_gate) _counts[(int)kind] = new GraphRequestCount(_counts[(int)kind].Requests + 1, _counts[(int)kind].Failed + (status >= 400 ? 1 : 0));
    }
}

/// <summary>Requests of one kind, and those among them that were answered with 400 and above.</summary>
public readonly record struct GraphRequestCount(long Requests, long Failed);
