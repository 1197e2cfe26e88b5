using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels;

/// <summary>Everything a request held: each part is a contact or was ignored for a reason.</summary>
public sealed record NormalisedRequest
{
    /// <summary>In the order of the request, each id once.</summary>
    public required IReadOnlyList<Contact> Contacts { get; init; }

    /// <summary>News of contacts that earlier requests made: the same contact with a <see cref="Contact.Revision"/>.</summary>
    public IReadOnlyList<Contact> Updates { get; init; } = [];

    /// <summary>What a CRM says of its records, in the order of the request, each id once.</summary>
    public IReadOnlyList<CrmChange> Changes { get; init; } = [];

    /// <summary>What became of messages of ours.</summary>
    public IReadOnlyList<DeliveryReceipt> Receipts { get; init; } = [];

    public required IReadOnlyList<IgnoredPart> Ignored { get; init; }

    /// <summary>Set when the request as a whole could not be read: what its sender should do, in words free of its content.</summary>
    public string? Refusal { get; init; }

    public static NormalisedRequest Refused(string advice) => new() { Contacts = [], Ignored = [], Refusal = advice };
}

/// <summary>A part that makes no contact.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Id">The provider's id of the part, where it has one.</param>
/// <param name="Raw">The part as it came, for those who look into it; never logged.</param>
public sealed record IgnoredPart(IgnoredReason Reason, string? Id, JsonElement? Raw);

public enum IgnoredReason
{
    /// <summary>A delivery, read or failure report about a message of ours.</summary>
    Receipt,

    /// <summary>The customer changed a message that is a contact already.</summary>
    Edit,

    /// <summary>The customer took a message back.</summary>
    Deletion,

    Reaction,

    /// <summary>The business, an operator or a bot wrote it.</summary>
    Echo,

    /// <summary>The provider speaks: number changed, member joined, message pinned.</summary>
    ServiceNotice,

    /// <summary>Somebody subscribed, left, or blocked the bot.</summary>
    Subscription,

    /// <summary>A post in the name of a channel or group, written by nobody in particular.</summary>
    NoAuthor,

    /// <summary>Mail no person wrote: an automatic answer, a bounce, a report.</summary>
    AutomaticMail,

    /// <summary>The provider tries whether the address works.</summary>
    Check,

    /// <summary>A conversation opened, was taken over, or closed; or a call of ours to a customer goes on.</summary>
    Progress,

    /// <summary>A CRM's deal, company, task or note changed, not a person's record.</summary>
    OtherEntity,

    /// <summary>An event of a kind nobody here knows, or that says nothing of a customer.</summary>
    UnknownEvent,

    /// <summary>The part is not in the provider's documented shape; its neighbours are not affected.</summary>
    Unreadable,
}
