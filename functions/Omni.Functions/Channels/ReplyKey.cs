using System.Security.Cryptography;
using System.Text;

namespace Omni.Functions.Channels;

/// <summary>The key of everything that must not be made up by others: ids of threads, reply tokens, and what mailboxes tell. Derived from <c>Omni__IdSalt</c>, which never changes.</summary>
public sealed class ReplyKey
{
    private const int Bytes = 32;

    private readonly byte[] key;

    private ReplyKey(byte[] key) => this.key = key;

    /// <param name="idSalt">As in the setting.</param>
    public static ReplyKey From(ReadOnlySpan<byte> idSalt)
    {
        var key = new byte[Bytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, idSalt, key, [], "omni mail threads 1"u8);
        return new ReplyKey(key);
    }

    /// <summary>The first bytes of an HMAC-SHA256, under a purpose of its own so that none passes for another.</summary>
    internal byte[] Sign(string purpose, ReadOnlySpan<byte> content, int bytes) =>
        HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes(purpose), 0, .. content])[..bytes];
}
