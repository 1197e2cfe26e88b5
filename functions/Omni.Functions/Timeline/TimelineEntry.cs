using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Timeline;

/// <summary>One line of a customer's history, as it is stored beside the profile.</summary>
public sealed record TimelineEntry
{
    public const string ContactType = "contact";
    public const string MergeType = "merge";
    public const string CrmType = "crm";

    /// <summary>The id of the contact or of the change in a CRM; for a merge one that follows from the absorbed customer.</summary>
    public required string Id { get; init; }

    /// <summary>The partition: the customer it was written for, who may have been absorbed since.</summary>
    public required string CustomerId { get; init; }

    public required string Type { get; init; }

    /// <summary>See <see cref="TimelineOrder"/>.</summary>
    public required string Order { get; init; }

    public Contact? Contact { get; init; }

    public MergeEntry? Merge { get; init; }

    /// <summary>What a CRM said of the customer.</summary>
    public CrmChange? Crm { get; init; }
}

/// <summary>From here on the history of another customer is part of this one, and why.</summary>
public sealed record MergeEntry
{
    public required string Absorbed { get; init; }

    /// <summary>The contact that carried identities of both.</summary>
    public required string ContactId { get; init; }

    public required IReadOnlyList<Identity> Identities { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = ContactJson.DeepestDocument)]
[JsonSerializable(typeof(TimelineEntry))]
[JsonSerializable(typeof(TimelinePage))]
public sealed partial class TimelineJson : JsonSerializerContext
{
    /// <summary>For answers: letters as themselves.</summary>
    public static TimelineJson Answers { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = ContactJson.DeepestDocument,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
