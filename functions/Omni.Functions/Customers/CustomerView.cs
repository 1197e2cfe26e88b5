using System.Text.Json.Serialization;
using Omni.Functions.Contacts;
using Omni.Functions.Customers.Golden;

namespace Omni.Functions.Customers;

/// <summary>A customer as callers see one: the profile without its bookkeeping.</summary>
public sealed record CustomerView
{
    public required string Id { get; init; }

    public string? DisplayName { get; init; }

    public string? Language { get; init; }

    public required IReadOnlyList<ProfileIdentity> Identities { get; init; }

    /// <summary>Values that contacts came with and that do not lead here: somebody else's, one too many, or nobody's.</summary>
    public required IReadOnlyList<ProfileIdentity> Mentioned { get; init; }

    public required long ContactCount { get; init; }

    public required IReadOnlyDictionary<string, long> ContactsByChannel { get; init; }

    public required IReadOnlyDictionary<string, long> ContactsByKind { get; init; }

    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? FirstContactAt { get; init; }

    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? LastContactAt { get; init; }

    public string? LastChannel { get; init; }

    /// <summary>What CRMs keep of the customer.</summary>
    public required IReadOnlyList<CrmRecordView> CrmRecords { get; init; }

    /// <summary>The known fields by name: the value that survives, where it is from, and what contradicts it.</summary>
    public required IReadOnlyDictionary<string, GoldenField> Fields { get; init; }

    /// <summary>What the person wants to be written, the last word for each channel and purpose.</summary>
    public required IReadOnlyList<ConsentView> Consents { get; init; }

    /// <summary>From 0 to 100.</summary>
    public required int Completeness { get; init; }

    /// <summary>Ids that lead here since they turned out to be the same person.</summary>
    public required IReadOnlyList<string> Absorbed { get; init; }

    public static CustomerView Of(Profile profile, ProfileOptions options)
    {
        var fields = GoldenProfile.Of(profile, options);
        return new CustomerView
        {
            Id = profile.Id,
            DisplayName = profile.DisplayName,
            Language = profile.Language,
            Identities = profile.Identities,
            Mentioned = [.. profile.Mentioned.Where(mentioned => !profile.Identities.Any(own => own.Key == mentioned.Key))],
            ContactCount = profile.ContactCount,
            ContactsByChannel = profile.ContactsByChannel,
            ContactsByKind = profile.ContactsByKind,
            FirstContactAt = profile.FirstContactAt,
            LastContactAt = profile.LastContactAt,
            LastChannel = profile.LastChannel,
            CrmRecords = [.. profile.CrmRecords.Select(CrmRecordView.Of)],
            Fields = fields,
            Consents = [.. profile.Consents.Select(static consent => new ConsentView(consent.Channel, consent.Purpose, consent.Given, consent.From.At, consent.From.ContactId))],
            Completeness = Golden.Completeness.Of(profile, fields),
            Absorbed = profile.Absorbed,
        };
    }
}

/// <param name="Channel">Over which.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Given">False where it is withdrawn.</param>
/// <param name="At">Since when.</param>
/// <param name="ContactId">The entry of the timeline that says it.</param>
public sealed record ConsentView(
    string Channel, ConsentPurpose Purpose, bool Given, [property: JsonConverter(typeof(UtcMilliseconds))] DateTimeOffset? At, string ContactId);

/// <summary>A record of a CRM; one that is removed there tells what it told last.</summary>
public sealed record CrmRecordView(
    string System,
    string Account,
    string EntityId,
    bool Removed,
    IReadOnlyDictionary<string, string> Attributes,
    [property: JsonConverter(typeof(UtcMilliseconds))] DateTimeOffset? ChangedAt)
{
    public static CrmRecordView Of(CrmRecord record) => new(
        record.System,
        record.Account,
        record.EntityId,
        record.IsRemoved,
        record.Attributes.Where(static attribute => attribute.Value is not null).ToDictionary(static attribute => attribute.Name, static attribute => attribute.Value!),
        record.From.At);
}

/// <summary>Most recent first.</summary>
public sealed record CustomerList(IReadOnlyList<CustomerView> Items);
