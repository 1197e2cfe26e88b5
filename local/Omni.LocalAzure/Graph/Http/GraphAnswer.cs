namespace Omni.LocalAzure.Graph.Http;

/// <summary>What a request is answered with.</summary>
internal sealed record GraphAnswer
{
    public const string Json = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

    public required int Status { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Sent instead of <see cref="Body"/>, and closed.</summary>
    public Stream? Content { get; init; }

    public string ContentType { get; init; } = Json;

    public string? Location { get; init; }

    public int? RetryAfter { get; init; }

    public static GraphAnswer Accepted { get; } = new() { Status = 202 };

    public static GraphAnswer NoContent { get; } = new() { Status = 204 };
}
