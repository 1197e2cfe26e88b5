using Omni.Functions.Contacts;
using Omni.Functions.Customers;

namespace Omni.Functions.Replies;

/// <summary>Whether a contact may be answered now, as it is asked for.</summary>
public sealed class ReplyPermission(ICustomerStore customers, AnsweredContact answered, ReplyRoutes routes, ReplyConsent consent, TimeProvider clock)
{
    /// <returns>Null when it may.</returns>
    public async Task<ReplyRefusal?> WhyNotAsync(Profile customer, Contact contact, ReplyRoute route, ReplyRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(contact);
        ArgumentNullException.ThrowIfNull(route);
        ArgumentNullException.ThrowIfNull(request);
        if (request.Text?.Length > route.Sender.LongestText)
            return ReplyRefusal.TextTooLong(route.Sender.LongestText);
        if (!await IsStillTheirsAsync(customer, contact, cancellation))
            return ReplyRefusal.OfAnother;
        if (await consent.WhyNotAsync(customer, contact, route, request.Purpose ?? ConsentPurpose.Service, cancellation) is { } refusal)
            return refusal;
        return route.Sender.Window is { } window && clock.GetUtcNow() - await answered.LastHeardAsync(customer.Id, contact, cancellation) > window
            ? ReplyRefusal.WindowClosed(window, await answered.ChannelsAsync(customer.Id, IsOpen, cancellation))
            : null;
    }

    private bool IsOpen(Contact contact) =>
        routes.Find(contact) is { Sender: var sender } && (sender.Window is not { } window || clock.GetUtcNow() - contact.OccurredAt <= window);

    /// <summary>Numbers change hands: whoever has it now is not whom the answer is for.</summary>
    private async Task<bool> IsStillTheirsAsync(Profile customer, Contact contact, CancellationToken cancellation)
    {
        foreach (var owner in (await customers.FindLinksAsync(contact.From.Decisive, cancellation)).Select(static link => link.CustomerId).Distinct())
        {
            if (owner != customer.Id && !customer.Absorbed.Contains(owner) && await LivingCustomer.FindAsync(customers, owner, cancellation) is { } living && living.Id != customer.Id)
                return false;
        }

        return true;
    }
}
