namespace Omni.LocalAzure.Cosmos.Store;

internal enum ItemOperationKind
{
    Create,
    Upsert,
    Replace,
    Patch,
    Delete,
    Read,
}

/// <summary>What a failed operation means for the others of its batch.</summary>
internal enum BatchMode
{
    /// <summary>Nothing.</summary>
    Each,

    /// <summary>Those after it are not tried.</summary>
    UntilFailure,

    /// <summary>None is done.</summary>
    Atomic,
}

/// <summary>One thing to do with one item. Create, upsert and replace carry the document; a patch carries its operations.</summary>
internal sealed record ItemOperation
{
    public required ItemOperationKind Kind { get; init; }

    public required PartitionKey PartitionKey { get; init; }

    public required string Id { get; init; }

    public ItemDocument? Document { get; init; }

    public ItemPatch? Patch { get; init; }

    public string? IfMatch { get; init; }

    public string? IfNoneMatch { get; init; }
}

/// <summary>What became of an operation: HTTP's status words, since clients see nothing else.</summary>
internal sealed record ItemResult
{
    /// <summary>For an operation that was not done because of another one in its batch.</summary>
    public static ItemResult NotTried { get; } = Failed(424, "Another operation of the batch failed.") with { Charge = 0 };

    public required int Status { get; init; }

    public int SubStatus { get; init; }

    /// <summary>Why it failed; quotes nothing of the document.</summary>
    public string? Reason { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    public string? ETag { get; init; }

    public double Charge { get; init; }

    /// <summary>The change that was made; 0 when nothing was.</summary>
    public long Lsn { get; init; }

    public bool IsSuccess => Status is >= 200 and < 300 or 304;

    public static ItemResult Failed(int status, string reason, int subStatus = 0) =>
        new() { Status = status, SubStatus = subStatus, Reason = reason, Charge = Charges.RequestCharges.Failed };
}
