using System.Buffers.Text;
using System.Security.Cryptography;

namespace Omni.LocalAzure.Graph.Store;

/// <summary>Ids in the shape of Exchange's: opaque, long, case-sensitive, with characters that have to be escaped in paths.</summary>
internal static class MailIds
{
    private const int Bytes = 33;

    public static string Folder() => New("AQMk");

    /// <summary>Of a message in the folder it lies in now.</summary>
    public static string Message() => New("AAMk");

    /// <summary>Of a message wherever it is moved in its mailbox.</summary>
    public static string Immutable() => New("AAkA");

    public static string Attachment() => New("AAMkAt");

    public static string Conversation() => New("AAQk");

    private static string New(string kind) => $"{kind}{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes))}AA=";
}
