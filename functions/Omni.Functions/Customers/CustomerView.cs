using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>A customer as callers see one: the profile without its bookkeeping.</summary>
public sealed record CustomerView
{
    public required string Id { get; init; }

    public string? DisplayName { get; init; }

    public string? Language { get; init; }

    public required IReadOnlyList<ProfileIdentity> Identities { get; init; }

    public required long ContactCount { get; init; }

    public required IReadOnlyDictionary<string, long> ContactsByChannel { get; init; }

    public required IReadOnlyDictionary<string, long> ContactsByKind { get; init; }

    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? FirstContactAt { get; init; }

    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? LastContactAt { get; init; }

    public string? LastChannel { get; init; }

    /// <summary>Ids that lead here since they turned out to be the same person.</summary>
    public required IReadOnlyList<string> Absorbed { get; init; }

    public static CustomerView Of(Profile profile) => new()
    {
        Id = profile.Id,
        DisplayName = profile.DisplayName,
        Language = profile.Language,
        Identities = profile.Identities,
        ContactCount = profile.ContactCount,
        ContactsByChannel = profile.ContactsByChannel,
        ContactsByKind = profile.ContactsByKind,
        FirstContactAt = profile.FirstContactAt,
        LastContactAt = profile.LastContactAt,
        LastChannel = profile.LastChannel,
        Absorbed = profile.Absorbed,
    };
}

/// <summary>Most recent first.</summary>
public sealed record CustomerList(IReadOnlyList<CustomerView> Items);
