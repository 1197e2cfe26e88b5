using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Timeline;

namespace Omni.Functions.Replies;

/// <summary>Finds the contact that is answered: never an address out of a profile, always the one that somebody wrote from.</summary>
public sealed class AnsweredContact(TimelineReader timelines, ICustomerStore customers)
{
    private const int PageSize = 50;

    /// <summary>So far back somebody is looked for who can be answered.</summary>
    private const int MostPages = 10;

    /// <returns>Null when the customer has no such contact, or none that fits.</returns>
    /// <param name="customer">Living.</param>
    /// <param name="request">Which contact, or which channel.</param>
    /// <param name="isAnswerable">Whether somebody can be written to there.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<Contact?> FindAsync(Profile customer, ReplyRequest request, Func<Contact, bool> isAnswerable, CancellationToken cancellation)
    {
        if (request.InReplyTo is not { } id)
            return await FindLastAsync(customer.Id, contact => isAnswerable(contact) && (request.Channel is null || contact.Channel == request.Channel), cancellation);
        string[] partitions = [customer.Id, .. customer.Absorbed];
        return await customers.FindContactsAsync([.. partitions.Select(partition => new EntryKey(partition, id))], cancellation) is [var found, ..] ? found : null;
    }

    /// <summary>When the person last wrote from where the contact came.</summary>
    public async Task<DateTimeOffset> LastHeardAsync(string customerId, Contact contact, CancellationToken cancellation) =>
        await FindLastAsync(customerId, other => IsFromThere(other, contact), cancellation) is { } last && last.OccurredAt > contact.OccurredAt ? last.OccurredAt : contact.OccurredAt;

    /// <summary>Of the latest contacts that fit, the last used first.</summary>
    public async Task<IReadOnlyList<string>> ChannelsAsync(string customerId, Func<Contact, bool> fits, CancellationToken cancellation)
    {
        var page = await timelines.ReadAsync(customerId, new TimelineQuery(TimelineQuery.LargestLimit, Ascending: false, TimelineOrder.End), cancellation);
        return [.. (page?.Items ?? []).Select(static entry => entry.Contact).OfType<Contact>().Where(fits).Select(static contact => contact.Channel).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Numbers change hands: whoever has it now is not whom the answer is for.</summary>
    public async Task<bool> IsStillTheirsAsync(Profile customer, Contact contact, CancellationToken cancellation)
    {
        foreach (var owner in (await customers.FindLinksAsync(contact.From.Decisive, cancellation)).Select(static link => link.CustomerId).Distinct())
        {
            if (owner != customer.Id && !customer.Absorbed.Contains(owner) && await LivingCustomer.FindAsync(customers, owner, cancellation) is { } living && living.Id != customer.Id)
                return false;
        }

        return true;
    }

    private static bool IsFromThere(Contact other, Contact contact) =>
        (other.Direction, other.Provider, other.Account, other.ReplyTo) == ("inbound", contact.Provider, contact.Account, contact.ReplyTo);

    private async Task<Contact?> FindLastAsync(string customerId, Func<Contact, bool> isIt, CancellationToken cancellation)
    {
        var query = new TimelineQuery(PageSize, Ascending: false, TimelineOrder.End);
        for (var read = 0; read < MostPages && await timelines.ReadAsync(customerId, query, cancellation) is { } page; read++)
        {
            if (page.Items.Select(static entry => entry.Contact).OfType<Contact>().FirstOrDefault(isIt) is { } found)
                return found;
            if (page.Items.Count == 0 || page.Continuation is null)
                break;
            query = query with { After = page.Items[^1].Order };
        }

        return null;
    }
}
