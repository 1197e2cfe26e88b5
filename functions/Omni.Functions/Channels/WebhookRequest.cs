namespace Omni.Functions.Channels;

/// <summary>A webhook call as the provider made it, free of any web framework.</summary>
public sealed record WebhookRequest
{
    /// <summary>Upper case.</summary>
    public required string Method { get; init; }

    /// <summary>The bytes received; signatures are over these. Valid only while the request is handled.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The address the provider called, query included, as it knows it; some providers sign it.</summary>
    public required string Url { get; init; }

    /// <summary>With parameters, as sent.</summary>
    public string? ContentType { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The value of a header by its name in any case; null when it was not sent.</summary>
    public Func<string, string?> Header { get; init; } = static _ => null;

    /// <summary>The decoded value of a query parameter; null when it was not sent.</summary>
    public Func<string, string?> Query { get; init; } = static _ => null;
}
