using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>
/// Deterministic, so that two first contacts of one person in the same millisecond choose the same id, and keyed, so that an id
/// tells nothing about the person to anybody without the salt.
/// </summary>
public static class CustomerId
{
    private const int Bytes = 16;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>32 lower-case hex digits: half of an HMAC-SHA256 over the leading identity, or over the contact's id when it has none.</summary>
    public static string From(ReadOnlySpan<byte> salt, Contact contact)
    {
        var identities = contact.From.Decisive;
        return identities.Count > 0 ? Of(salt, identities[0].Key) : OfContact(salt, contact);
    }

    /// <summary>For a contact whose identities lead elsewhere, or to several: whoever it is, it is somebody else.</summary>
    public static string OfContact(ReadOnlySpan<byte> salt, Contact contact) => Of(salt, $"contact:{contact.Id}");

    private static string Of(ReadOnlySpan<byte> salt, string subject) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(subject)).AsSpan(0, Bytes));

    /// <summary>Tells a possible id from arbitrary text, before anything is asked of the store.</summary>
    public static bool IsWellFormed(string text) =>
        text.Length == Bytes * 2 && !text.AsSpan().ContainsAnyExcept(HexDigits);
}
