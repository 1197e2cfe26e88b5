using System.Globalization;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Timeline;

namespace Omni.Functions.Bot;

/// <summary>
/// What a bot may tell of a history to whoever has proven an address: events of the business that name that very address. A profile may have come to hold more people's words than one, by what
/// somebody typed; an event that the business's own systems wrote to this address is this person's.
/// </summary>
public sealed class PrivateHistory(ICustomerStore customers, TimelineReader timelines)
{
    private const int MostRead = 200;
    private const int MostTold = 5;

    /// <returns>The customer who has proven before to be at the address; null when nobody has.</returns>
    public async Task<Profile?> OwnerOfAsync(Identity address, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (await customers.FindLinksAsync([address], cancellation) is not [{ EndedAt: null } link, ..] || await LivingCustomer.FindAsync(customers, link.CustomerId, cancellation) is not { } owner)
            return null;
        return owner.Identities.Any(known => known.IsCurrent && known.Kind == address.Kind && known.Value == address.Value && known.Trust == Trust.Verified) ? owner : null;
    }

    /// <summary>As it is told.</summary>
    public static string LineOf(Contact contact, string language)
    {
        ArgumentNullException.ThrowIfNull(contact);
        return $"{contact.OccurredAt.ToString(language == "ru" ? "dd.MM.yyyy" : "d MMM yyyy", CultureInfo.InvariantCulture)} — {contact.Subject ?? contact.Text}";
    }

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<Contact>> EventsOfAsync(Identity address, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (await OwnerOfAsync(address, cancellation) is not { } owner)
            return [];
        var page = await timelines.ReadAsync(owner.Id, new TimelineQuery(MostRead, Ascending: false, TimelineOrder.End), cancellation);
        return
        [
            .. (page?.Items ?? []).Select(static entry => entry.Contact).OfType<Contact>()
                .Where(contact => contact.Kind == ContactKind.Event && (contact.Subject ?? contact.Text) is not null && contact.From.Identities.Any(identity => identity.Kind == address.Kind && identity.Value == address.Value))
                .Take(MostTold),
        ];
    }
}
