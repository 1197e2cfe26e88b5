using System.Collections.Concurrent;
using System.Text.Json;
using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.Graph.Notices;

/// <summary>Subscriptions, on disk and at hand.</summary>
internal sealed class SubscriptionStore
{
    private readonly ConcurrentDictionary<string, MailSubscription> _known = new(StringComparer.Ordinal);
    private readonly CommitQueue _queue;
    private readonly TimeProvider _time;

    public SubscriptionStore(CommitQueue queue, TimeProvider time)
    {
        (_queue, _time) = (queue, time);
        foreach (var subscription in queue.Read(Load)) _known[subscription.Id] = subscription;
    }

    /// <summary>Those that have not ended.</summary>
    public IEnumerable<MailSubscription> Active => _known.Values.Where(subscription => subscription.Until > _time.GetUtcNow());

    public MailSubscription? Find(string id) => _known.TryGetValue(id, out var known) && known.Until > _time.GetUtcNow() ? known : null;

    public async Task SaveAsync(MailSubscription subscription)
    {
        var text = JsonSerializer.Serialize(subscription, SubscriptionJson.Default.MailSubscription);
        await _queue.WriteAsync(db => db.Execute("INSERT INTO subscriptions(id, document) VALUES ($1, $2) ON CONFLICT(id) DO UPDATE SET document = $2", subscription.Id, text));
        _known[subscription.Id] = subscription;
    }

    public async Task DeleteAsync(string id)
    {
        await _queue.WriteAsync(db => db.Execute("DELETE FROM subscriptions WHERE id = $1", id));
        _known.TryRemove(id, out _);
    }

    private static List<MailSubscription> Load(Database db)
    {
        using var rows = db.Prepare("SELECT document FROM subscriptions").ExecuteReader();
        var found = new List<MailSubscription>();
        while (rows.Read()) found.Add(JsonSerializer.Deserialize(rows.GetString(0), SubscriptionJson.Default.MailSubscription)!); // written by SaveAsync
        return found;
    }
}
