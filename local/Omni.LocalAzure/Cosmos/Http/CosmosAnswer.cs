using Omni.LocalAzure.Cosmos.Store;

namespace Omni.LocalAzure.Cosmos.Http;

/// <summary>What a request is answered with.</summary>
internal sealed record CosmosAnswer
{
    public required int Status { get; init; }

    public int SubStatus { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    public double Charge { get; init; } = Charges.RequestCharges.Metadata;

    public string? ETag { get; init; }

    /// <summary>Null for answers that are not about one container's items.</summary>
    public CosmosContainer? Container { get; init; }

    public int? ItemCount { get; init; }

    public string? Continuation { get; init; }

    public int? RetryAfterMs { get; init; }

    public static CosmosAnswer Failed(int status, string reason, int subStatus = 0) => new()
    {
        Status = status,
        SubStatus = subStatus,
        Body = CosmosErrorBody.Write(status, reason),
        Charge = Charges.RequestCharges.Failed,
    };

    public static CosmosAnswer Of(CosmosContainer container, ItemResult result, bool minimal) => new()
    {
        Status = result.Status,
        SubStatus = result.SubStatus,
        Body = result.Reason is { } reason ? CosmosErrorBody.Write(result.Status, reason) : minimal ? default : result.Body,
        Charge = result.Charge,
        ETag = result.ETag,
        Container = container,
    };
}
