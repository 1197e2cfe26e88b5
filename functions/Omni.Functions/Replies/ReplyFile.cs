namespace Omni.Functions.Replies;

/// <summary>A file that is to go out with a reply.</summary>
/// <param name="Name">With its ending.</param>
/// <param name="Content">Base64.</param>
/// <param name="ContentType">MIME type; what its bytes are goes before.</param>
public sealed record ReplyFile(string Name, byte[] Content, string? ContentType = null)
{
    public const int Most = 10;

    /// <summary>Bytes of all files of a reply: what every mail service takes.</summary>
    public const int LargestSum = 7 * 1024 * 1024;

    public const int LongestName = 200;
}
