using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Replies.Templates;

namespace Omni.Functions.Replies;

/// <summary>Whether a contact may be answered now, as it is asked for.</summary>
public sealed class ReplyPermission(AnsweredContact answered, ReplyRoutes routes, ReplyConsent consent, MessageTemplates templates, TimeProvider clock)
{
    /// <returns>The reply as it may be sent, or why it may not.</returns>
    public async Task<(Reply? Reply, ReplyRefusal? Refusal)> AskAsync(Profile customer, Contact contact, ReplyRoute route, Reply reply, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(contact);
        ArgumentNullException.ThrowIfNull(route);
        ArgumentNullException.ThrowIfNull(reply);
        if (ReplyLimits.WhyNot(reply.Contact, route.Sender) is { } limit)
            return (null, limit);
        if (!await answered.IsStillTheirsAsync(customer, contact, cancellation))
            return (null, ReplyRefusal.OfAnother);
        if (await consent.WhyNotAsync(customer, contact, route, reply.Contact.Purpose ?? ConsentPurpose.Service, cancellation) is { } refusal)
            return (null, refusal);
        if (route.Sender.Window is not { } window || clock.GetUtcNow() - await answered.LastHeardAsync(customer.Id, contact, cancellation) <= window)
            return (reply with { Approved = null }, null);
        return reply.Approved is not null && reply.Contact.Attachments.Count == 0
            ? (reply, null)
            : (null, ReplyRefusal.WindowClosed(window, await answered.ChannelsAsync(customer.Id, IsOpen, cancellation), ApprovedAt(route.Sender.Provider)));
    }

    private IReadOnlyList<string> ApprovedAt(string provider) => [.. templates.All.Where(template => template.ApprovedAt(provider) is not null).Select(static template => template.Name)];

    private bool IsOpen(Contact contact) =>
        routes.Find(contact) is { Sender: var sender } && (sender.Window is not { } window || clock.GetUtcNow() - contact.OccurredAt <= window);
}
