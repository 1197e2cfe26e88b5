namespace Omni.LocalAzure.Cosmos.Wire;

/// <summary>Operation numbers of the batch protocol.</summary>
internal enum BatchOperationType
{
    Create = 0,
    Patch = 1,
    Read = 2,
    Delete = 4,
    Replace = 5,
    Upsert = 20,
}

/// <summary>One operation of a batch or bulk request, as it was sent.</summary>
internal sealed record BatchOperation
{
    public required BatchOperationType Type { get; init; }

    /// <summary>A JSON array; null when the request's header holds the key for all operations.</summary>
    public string? PartitionKey { get; init; }

    public string? Id { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    public string? IfMatch { get; init; }

    public string? IfNoneMatch { get; init; }

    public bool Minimal { get; init; }
}

/// <summary>The answer to one operation of a batch.</summary>
internal sealed record BatchResult
{
    public required int Status { get; init; }

    public int SubStatus { get; init; }

    public string? ETag { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    public double Charge { get; init; }
}
