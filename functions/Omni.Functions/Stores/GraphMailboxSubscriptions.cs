using Microsoft.Graph.Models;
using Omni.Functions.Ingestion.Mailboxes;

namespace Omni.Functions.Stores;

/// <summary>Change notifications of Exchange Online, asked for with the permission to read the mailbox.</summary>
/// <remarks>https://learn.microsoft.com/graph/api/subscription-post-subscriptions</remarks>
public sealed class GraphMailboxSubscriptions(GraphAccess graph) : IMailboxSubscriptions
{
    public Task<IReadOnlyList<MailboxSubscription>> ListAsync(CancellationToken cancellation) => GraphFailures.GuardAsync<IReadOnlyList<MailboxSubscription>>(
        async () =>
        {
            var found = new List<MailboxSubscription>();
            var page = await graph.Client.Subscriptions.GetAsync(cancellationToken: cancellation);
            while (page is not null)
            {
                found.AddRange((page.Value ?? []).Where(static subscription => subscription.Id is not null).Select(Of));
                page = page.OdataNextLink is { } next ? await graph.Client.Subscriptions.WithUrl(next).GetAsync(cancellationToken: cancellation) : null;
            }

            return found;
        },
        cancellation);

    public Task CreateAsync(Mailbox mailbox, Uri address, string proof, DateTimeOffset until, CancellationToken cancellation) => GraphFailures.GuardAsync(
        () => graph.Client.Subscriptions.PostAsync(
            new Subscription
            {
                ChangeType = "created",
                NotificationUrl = address.AbsoluteUri,
                LifecycleNotificationUrl = address.AbsoluteUri,
                Resource = ResourceOf(mailbox),
                ClientState = proof,
                ExpirationDateTime = until,
            },
            cancellationToken: cancellation),
        cancellation);

    public async Task<bool> ProlongAsync(string id, DateTimeOffset until, CancellationToken cancellation) => await GraphFailures.FindAsync(
        () => graph.Client.Subscriptions[id].PatchAsync(new Subscription { ExpirationDateTime = until }, cancellationToken: cancellation), cancellation) is not null;

    private static string ResourceOf(Mailbox mailbox) => $"users/{mailbox.Address}/mailFolders('{mailbox.Folder.Replace("'", "''", StringComparison.Ordinal)}')/messages";

    private static MailboxSubscription Of(Subscription subscription) => new(
        subscription.Id!, subscription.NotificationUrl, subscription.ExpirationDateTime ?? DateTimeOffset.MinValue); // those without an id are left out
}
