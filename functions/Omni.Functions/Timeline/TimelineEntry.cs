using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Omni.Functions.Contacts;
using Omni.Functions.Customers.Merging;

namespace Omni.Functions.Timeline;

/// <summary>One line of a customer's history, as it is stored beside the profile.</summary>
public sealed record TimelineEntry
{
    public const string ContactType = "contact";
    public const string MergeType = "merge";
    public const string CrmType = "crm";
    public const string UndoType = "undo";
    public const string SplitType = "split";
    public const string CorrectionType = "correction";
    public const string ConsentType = "consent";
    public const string HandOffType = "handoff";

    /// <summary>The type of a contact's entry.</summary>
    public static string TypeOf(ContactKind kind) => kind switch
    {
        ContactKind.Correction => CorrectionType,
        ContactKind.Consent => ConsentType,
        ContactKind.HandOff => HandOffType,
        _ => ContactType,
    };

    /// <summary>The id of the contact or of the change in a CRM; a merge's own, and one that follows from it for its undoing.</summary>
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

    public UndoEntry? Undo { get; init; }

    public SplitEntry? Split { get; init; }
}

/// <summary>From here on the history of another customer is part of this one, and why.</summary>
public sealed record MergeEntry
{
    public required string Absorbed { get; init; }

    /// <summary>The contact that carried identities of both; null where somebody decided it.</summary>
    public string? ContactId { get; init; }

    public required IReadOnlyList<Identity> Identities { get; init; }

    public MergeRule Rule { get; init; }

    /// <summary>Who decided it, as the caller named itself.</summary>
    public string? By { get; init; }

    public string? Reason { get; init; }
}

/// <summary>From here on the two histories are apart again. Stands on both timelines.</summary>
public sealed record UndoEntry
{
    /// <summary>The id of the merge.</summary>
    public required string Merge { get; init; }

    public required string Absorbed { get; init; }

    public required string Survivor { get; init; }

    /// <summary>Who undid it, as the caller named itself.</summary>
    public string? By { get; init; }

    public string? Reason { get; init; }
}

/// <summary>Contacts of the one are the other's by the rules of that day. Stands on both timelines.</summary>
public sealed record SplitEntry
{
    public required string From { get; init; }

    public required string To { get; init; }

    /// <summary>Who decided it, as the caller named itself.</summary>
    public string? By { get; init; }

    public string? Reason { get; init; }
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
