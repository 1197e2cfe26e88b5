using System.Security.Cryptography;
using System.Text;

namespace Omni.Functions.Channels.Email.Threading;

/// <summary>
/// The id of what one party and we write one another about: 32 letters, the first 16 for the mail that began it, the others for that mail
/// and the party. So nobody comes into the thread of another party, whatever mail he names; and threads around one mail begin alike.
/// </summary>
internal static class ThreadId
{
    public const int Bytes = 2 * Half;

    private const int Half = 10;

    /// <param name="key">Ours.</param>
    /// <param name="root">The <c>Message-ID</c> of the mail that began it, in any case.</param>
    /// <param name="party">Whom it is with: a canonical address.</param>
    public static string Of(ReplyKey key, string root, string party)
    {
        var beginning = key.Sign("root", Encoding.UTF8.GetBytes(root.ToLowerInvariant()), Half);
        return Base32.Write([.. beginning, .. Party(key, beginning, party)]);
    }

    /// <summary>Whether a thread is with this party; takes as long for any.</summary>
    public static bool IsWith(ReplyKey key, ReadOnlySpan<byte> thread, string party) =>
        CryptographicOperations.FixedTimeEquals(Party(key, thread[..Half], party), thread[Half..]);

    private static byte[] Party(ReplyKey key, ReadOnlySpan<byte> beginning, string party) =>
        key.Sign("party", [.. beginning, .. Encoding.UTF8.GetBytes(party)], Half);
}
