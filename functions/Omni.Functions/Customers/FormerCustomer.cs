using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>
/// An absorbed customer that an identity led to, so that a contact delivered again is looked for on its timeline.
/// An entry is only created where the link of the contact's leading identity leads. Links move along frozen customers alone, which take
/// no entry any more, and remember each: whoever has the entry is the customer the link leads to, or named by it, or on its way.
/// </summary>
public sealed record FormerCustomer(
    string CustomerId, [property: JsonConverter(typeof(UtcMilliseconds))] DateTimeOffset? LastEntryAt)
{
    /// <summary>
    /// How late a provider may deliver a contact again: Meta tries for up to 7 days. A channel that tells no time dates each delivery
    /// anew.
    /// </summary>
    internal static readonly TimeSpan LongestRedelivery = TimeSpan.FromDays(7);

    /// <summary>Yes where it is not known when the last one came.</summary>
    public bool MayHave(Contact contact) => LastEntryAt is null || contact.OccurredAt - LastEntryAt <= LongestRedelivery;
}
