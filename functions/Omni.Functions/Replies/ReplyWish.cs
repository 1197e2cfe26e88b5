using Omni.Functions.Channels;
using Omni.Functions.Customers;

namespace Omni.Functions.Replies;

/// <summary>What the person whom a reply goes to wants by now.</summary>
public sealed class ReplyWish(ICustomerStore customers, ReplyConsent consent, TimeProvider clock)
{
    /// <returns>Null when it may be sent.</returns>
    public async Task<SendOutcome?> WhyNotAsync(Reply reply, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reply);
        if (await customers.FindLinksAsync(reply.Contact.From.Decisive, cancellation) is not [var link, ..] || await LivingCustomer.FindAsync(customers, link.CustomerId, cancellation) is not { } customer)
            return null;
        return await consent.AtSendingAsync(customer, reply, cancellation) switch
        {
            ({ } reason, _) => new SendingRefused(reason),
            (_, { } until) => new SendLater(until - clock.GetUtcNow()),
            _ => null,
        };
    }
}
