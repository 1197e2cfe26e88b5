using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Omni.Functions.Customers.Matching;

namespace Omni.Functions.Customers.Likeness;

/// <summary>Keyed hashes of what people are found by: equal for equal ones, and to nobody without the installation's salt do they tell a birthday or a number.</summary>
internal static class PersonKeys
{
    /// <summary>Two keys of a base with a billion of them are equal by chance once in a thousand bases; all that costs is one comparison more.</summary>
    private const int KeyBytes = 9;
    private const int MarkBytes = 15;

    public static IReadOnlyList<string> Of(PersonForm person, ReadOnlySpan<byte> salt)
    {
        var keys = BlockingKeys.Of(person);
        var hashed = new string[keys.Count];
        for (var i = 0; i < hashed.Length; i++)
            hashed[i] = Hash(salt, Encoding.UTF8.GetBytes(keys[i]), KeyBytes);
        return hashed;
    }

    /// <summary>Equal only for people of whom the same is known, under the same threshold.</summary>
    public static string MarkOf(Person person, MatchOptions options, ReadOnlySpan<byte> salt) =>
        Hash(salt, JsonSerializer.SerializeToUtf8Bytes(new Compared(person, options.SuggestFrom), PersonJson.Default.Compared), MarkBytes);

    private static string Hash(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> text, int bytes)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(salt, text, hash);
        return System.Buffers.Text.Base64Url.EncodeToString(hash[..bytes]);
    }

    internal sealed record Compared(Person Person, double SuggestFrom);
}

[JsonSerializable(typeof(PersonKeys.Compared))]
internal sealed partial class PersonJson : JsonSerializerContext;
