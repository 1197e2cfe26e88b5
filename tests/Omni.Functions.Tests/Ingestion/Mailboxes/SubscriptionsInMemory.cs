using System.Globalization;
using Omni.Functions.Ingestion.Mailboxes;

namespace Omni.Functions.Tests.Ingestion.Mailboxes;

/// <summary>Subscriptions as the service keeps them.</summary>
internal sealed class SubscriptionsInMemory : IMailboxSubscriptions
{
    private int _made;

    public List<MailboxSubscription> Known { get; } = [];

    public List<string> Proofs { get; } = [];

    /// <summary>Gone between the list and the order.</summary>
    public HashSet<string> Vanishing { get; } = [];

    /// <summary>Mailboxes that refuse.</summary>
    public HashSet<Mailbox> Refusing { get; } = [];

    public int Calls { get; private set; }

    public Task<IReadOnlyList<MailboxSubscription>> ListAsync(CancellationToken cancellation)
    {
        Calls++;
        return Task.FromResult<IReadOnlyList<MailboxSubscription>>([.. Known]);
    }

    public Task CreateAsync(Mailbox mailbox, Uri address, string proof, DateTimeOffset until, CancellationToken cancellation)
    {
        Calls++;
        if (Refusing.Contains(mailbox))
            throw new MailboxUnavailableException("The mailbox answered 403 ErrorAccessDenied.");
        Known.Add(new MailboxSubscription((++_made).ToString(CultureInfo.InvariantCulture), address.AbsoluteUri, until));
        Proofs.Add(proof);
        return Task.CompletedTask;
    }

    public Task<bool> ProlongAsync(string id, DateTimeOffset until, CancellationToken cancellation)
    {
        Calls++;
        if (Vanishing.Contains(id))
            return Task.FromResult(false);
        var at = Known.FindIndex(subscription => subscription.Id == id);
        Known[at] = Known[at] with { Until = until };
        return Task.FromResult(true);
    }
}
