using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Evidence;

/// <summary>Why one identity is the same person's as another: one thing that happened.</summary>
public sealed record EvidenceStep
{
    public required IdentityName From { get; init; }

    public required IdentityName To { get; init; }

    /// <summary>A word for software: sameContact, changed, or the rule of a merge.</summary>
    public required string Rule { get; init; }

    /// <summary>The weaker of both: a chain is as strong as that.</summary>
    public Trust? Trust { get; init; }

    /// <summary>The contact that carried both; null where somebody decided it.</summary>
    public string? ContactId { get; init; }

    public string? Channel { get; init; }

    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? At { get; init; }

    /// <summary>Who decided it, and why.</summary>
    public string? By { get; init; }

    public string? Reason { get; init; }

    /// <summary>The same as a sentence, without any value.</summary>
    public required string Words { get; init; }
}

public sealed record IdentityName(string Kind, string Value)
{
    [JsonIgnore]
    public string Key => $"{Kind}:{Value}";
}
