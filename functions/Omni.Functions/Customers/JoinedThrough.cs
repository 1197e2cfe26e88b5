using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>Somebody who became one customer with others because of a value they share, and how that is undone.</summary>
/// <param name="Who">The id of a customer, or an identity that came along: <c>kind:value</c>.</param>
/// <param name="How">What it was.</param>
public sealed record JoinedThrough(string Who, JoiningWay How)
{
    /// <summary>What to undo; null unless there is a merge.</summary>
    public string? MergeId { get; init; }

    /// <param name="who">As the link remembers it.</param>
    /// <param name="profiles">Of everybody who may be meant, by id: a customer who never had anything has none.</param>
    /// <param name="living">The customer they may be part of.</param>
    public static JoinedThrough Of(string who, IReadOnlyDictionary<string, Profile> profiles, Profile living)
    {
        if (who == living.Id)
            return new JoinedThrough(who, JoiningWay.Undone);
        if (!profiles.TryGetValue(who, out var profile))
            return new JoinedThrough(who, JoiningWay.Contacts);
        return living.Absorbed.Contains(who) && Merging.MergeId.Of(profile) is { } merge
            ? new JoinedThrough(who, JoiningWay.Merge) { MergeId = merge }
            : new JoinedThrough(who, JoiningWay.Undone);
    }
}

/// <summary>Who became one customer with others because of a value.</summary>
/// <param name="Who">The id of a customer, or an identity that came along: <c>kind:value</c>.</param>
/// <param name="ContactId">The contact that tied them.</param>
public sealed record JoinedBy(string Who, string ContactId);

[JsonConverter(typeof(WordConverter<JoiningWay>))]
public enum JoiningWay
{
    /// <summary>A customer was absorbed: <c>POST /api/merges/{id}/undo</c> takes them out again.</summary>
    Merge,

    /// <summary>Contacts came to the customer directly: there is no merge to undo, <c>./omni replay</c> splits them by the rules of today.</summary>
    Contacts,

    /// <summary>They are apart again.</summary>
    Undone,
}
