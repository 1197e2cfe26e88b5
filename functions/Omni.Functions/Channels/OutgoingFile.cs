namespace Omni.Functions.Channels;

/// <summary>A file that goes out with a message.</summary>
/// <param name="Name">With its ending.</param>
/// <param name="ContentType">What its bytes are.</param>
/// <param name="Size">Bytes.</param>
public sealed record OutgoingFile(string Name, string ContentType, long Size)
{
    /// <summary>Where the provider can fetch it for a while; null where it gets the bytes.</summary>
    public Uri? Link { get; init; }

    /// <summary>Null where the provider fetches it.</summary>
    public ReadOnlyMemory<byte>? Content { get; init; }
}

/// <summary>Which files a provider takes beside a text.</summary>
/// <param name="Most">With one message.</param>
/// <param name="Largest">Bytes of one file.</param>
/// <param name="WantsContent">The bytes; else an address.</param>
public sealed record OutgoingFileRules(int Most, long Largest, bool WantsContent)
{
    /// <summary>How the types it takes begin; all of them where there is none.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Characters beside a file, where that is less than without one.</summary>
    public int? LongestText { get; init; }

    public bool Takes(string contentType) => Types.Count == 0 || Types.Any(type => contentType.StartsWith(type, StringComparison.Ordinal));
}
