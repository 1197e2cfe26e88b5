using System.Security.Cryptography;
using System.Text;

namespace Omni.Functions.Contacts;

/// <summary>The identity that keeps a sender's contacts together and in order on the topic.</summary>
public static class LeadingIdentity
{
    /// <summary>The key of the first identity, or the contact's id when nobody can be recognised.</summary>
    public static string KeyOf(Contact contact) =>
        contact.From.Identities is [var first, ..] ? first.Key : contact.Id;

    /// <summary>
    /// One of 16 session ids, <c>0</c> to <c>f</c>. Few and full sessions beat one per customer: the host works on one
    /// session per batch, so a batch holds as many customers as its session does.
    /// </summary>
    public static string BucketOf(Contact contact) => BucketOf(KeyOf(contact));

    public static string BucketOf(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        return Buckets[hash[0] >> 4];
    }

    private static readonly string[] Buckets =
        ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f"];
}
