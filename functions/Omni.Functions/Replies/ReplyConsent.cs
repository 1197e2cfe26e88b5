using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Timeline;

namespace Omni.Functions.Replies;

/// <summary>Whether a person wants to be written to. Asked when a reply is taken, and again when it is sent: people change their minds in between.</summary>
public sealed class ReplyConsent(AnsweredContact answered, TimelineReader timelines, CustomerHours hours, ReplyManners manners, TimeProvider clock)
{
    private const int PageSize = 100;

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>When a reply is asked for.</summary>
    /// <returns>Null when it may be sent.</returns>
    public async Task<ReplyRefusal?> WhyNotAsync(Profile customer, Contact contact, ReplyRoute route, ConsentPurpose purpose, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(contact);
        ArgumentNullException.ThrowIfNull(route);
        if (purpose == ConsentPurpose.Service)
            return await WhyNotAnsweredAsync(customer, contact, route, cancellation);
        if (Of(customer, route.Channel, purpose) is not { Given: true })
            return ReplyRefusal.NoConsent;
        if (hours.QuietUntil(customer, clock.GetUtcNow()) is { } until)
            return ReplyRefusal.QuietHours(until);
        return await CountAsync(customer.Id, before: null, cancellation) >= manners.MarketingPerWeek ? ReplyRefusal.TooOften(manners.MarketingPerWeek) : null;
    }

    /// <summary>When it is sent.</summary>
    /// <returns>A word where it must not be, a time where it must not be yet.</returns>
    public async Task<(string? Reason, DateTimeOffset? Until)> AtSendingAsync(Profile customer, Reply reply, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(reply);
        var purpose = reply.Contact.Purpose ?? ConsentPurpose.Service;
        var consent = Of(customer, reply.Contact.Channel, purpose);
        if (purpose == ConsentPurpose.Service)
            return (consent is { Given: false } && consent.From.At > reply.AskedAt ? ReplyRefusal.OptedOut.Code : null, null);
        if (consent is not { Given: true })
            return (ReplyRefusal.NoConsent.Code, null);
        return await CountAsync(customer.Id, reply.Contact, cancellation) >= manners.MarketingPerWeek
            ? (ReplyRefusal.TooOften(manners.MarketingPerWeek).Code, null)
            : (null, hours.QuietUntil(customer, clock.GetUtcNow()));
    }

    /// <summary>Who said stop and has written again since wants an answer to that.</summary>
    private async Task<ReplyRefusal?> WhyNotAnsweredAsync(Profile customer, Contact contact, ReplyRoute route, CancellationToken cancellation)
    {
        var stopped = Of(customer, route.Channel, ConsentPurpose.Service) is { Given: false, From.At: { } at } ? at : (DateTimeOffset?)null;
        var oldest = clock.GetUtcNow() - manners.OpenFor;
        if (contact.OccurredAt > (stopped ?? DateTimeOffset.MinValue) && contact.OccurredAt >= oldest)
            return null;
        var heard = await answered.LastHeardAsync(customer.Id, contact, cancellation);
        return heard <= stopped ? ReplyRefusal.OptedOut : heard < oldest ? ReplyRefusal.ConversationClosed(manners.OpenFor) : null;
    }

    private static ProfileConsent? Of(Profile customer, string channel, ConsentPurpose purpose) =>
        customer.Consents.FirstOrDefault(consent => consent.Purpose == purpose && consent.Channel == channel);

    /// <summary>Offers of the last seven days; of rivals those count that are before this one.</summary>
    private async Task<int> CountAsync(string customerId, Contact? before, CancellationToken cancellation)
    {
        var (count, since) = (0, clock.GetUtcNow() - Week);
        var query = new TimelineQuery(PageSize, Ascending: false, before is null ? TimelineOrder.End : TimelineOrder.Of(before.OccurredAt, before.Id));
        while (await timelines.ReadAsync(customerId, query, cancellation) is { } page)
        {
            foreach (var contact in page.Items.Select(static entry => entry.Contact).OfType<Contact>())
            {
                if (contact.OccurredAt < since)
                    return count;
                count += contact is { Purpose: ConsentPurpose.Marketing, Delivery.State: not DeliveryState.Failed } ? 1 : 0;
            }

            if (page.Continuation is null || page.Items.Count == 0)
                break;
            query = query with { After = page.Items[^1].Order };
        }

        return count;
    }
}
