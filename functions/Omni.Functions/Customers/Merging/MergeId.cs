using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Omni.Functions.Customers.Merging;

/// <summary>
/// Names a merge: which customer was absorbed, and a hash of what the survivor and the state of the profile were. Whoever begins the same
/// merge at the same time names it alike; after an undo the profile is another one, and so is the name.
/// </summary>
public static class MergeId
{
    private const string Prefix = "merge-";
    private const int HashBytes = 8;
    private const int CustomerIdLength = 32;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    public static string Of(StoredProfile absorbed, string survivor)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{survivor}\n{absorbed.ETag}"));
        return $"{Prefix}{absorbed.Profile.Id}-{Convert.ToHexStringLower(hash.AsSpan(0, HashBytes))}";
    }

    /// <summary>The merge that froze this customer; null for a living one.</summary>
    public static string? Of(Profile profile) =>
        profile.MergeEvidence is { } evidence ? evidence.MergeId ?? $"{Prefix}{profile.Id}" : null;

    /// <summary>The customer that such a merge has absorbed; null when the text names no merge.</summary>
    public static string? AbsorbedIn(string mergeId)
    {
        if (!mergeId.StartsWith(Prefix, StringComparison.Ordinal) || mergeId.Length < Prefix.Length + CustomerIdLength)
            return null;
        var absorbed = mergeId.Substring(Prefix.Length, CustomerIdLength);
        return CustomerId.IsWellFormed(absorbed) && IsHash(mergeId.AsSpan(Prefix.Length + CustomerIdLength)) ? absorbed : null;
    }

    private static bool IsHash(ReadOnlySpan<char> rest) =>
        rest.IsEmpty || (rest.Length == (HashBytes * 2) + 1 && rest[0] == '-' && !rest[1..].ContainsAnyExcept(HexDigits));
}
