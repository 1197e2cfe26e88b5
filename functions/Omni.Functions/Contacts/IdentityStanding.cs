using System.Text.Json.Serialization;

namespace Omni.Functions.Contacts;

/// <summary>What a value can tell of who somebody is. Ordered: a higher one outweighs a lower one.</summary>
[JsonConverter(typeof(WordConverter<IdentityStanding>))]
public enum IdentityStanding
{
    /// <summary>It is one person's, so whatever bears it is that person's.</summary>
    Joins,

    /// <summary>Several people use it, such as <c>info@…</c>: it counts only where nothing better is known, and never makes two customers one.</summary>
    Shared,

    /// <summary>It looks like another value, as an address with a Cyrillic letter among Latin ones does: it stays what somebody wrote.</summary>
    Suspicious,

    /// <summary>It is nobody's, such as <c>noreply@…</c> or a number of zeros, or no value of its kind at all: it stays what somebody wrote.</summary>
    Blocked,
}
