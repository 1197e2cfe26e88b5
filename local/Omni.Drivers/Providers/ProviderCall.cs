namespace Omni.Drivers.Providers;

/// <summary>What a provider is about to post, before it proves that it is the provider.</summary>
public sealed record ProviderCall
{
    /// <summary>The name in <c>/api/webhooks/{provider}</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The address the provider was given, without a path: some sign it.</summary>
    public required string PublicUrl { get; init; }

    public string Method { get; init; } = "POST";

    /// <summary>With its question mark; empty when there is none.</summary>
    public string Query { get; init; } = "";

    public required byte[] Body { get; init; }

    public string? ContentType { get; init; }

    /// <summary>What is sent beside the proof.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>When it is sent: some proofs hold a time.</summary>
    public required DateTimeOffset At { get; init; }

    public string Url => $"{PublicUrl.TrimEnd('/')}/api/webhooks/{Provider}{Query}";

    /// <summary>The call with its proof in a header.</summary>
    public SignedRequest ProvenBy(string header, string proof) => ProvenBy(KeyValuePair.Create(header, proof));

    public SignedRequest ProvenBy(params IEnumerable<KeyValuePair<string, string>> proof) =>
        new(Provider, Body, ContentType, [.. Headers, .. proof]) { Method = Method, Query = Query };
}
