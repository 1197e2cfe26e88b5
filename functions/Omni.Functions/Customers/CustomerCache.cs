using System.Collections.Concurrent;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>
/// Recently used links and profiles, to save reads. Whatever is in here may be old: a write based on an old profile fails on its
/// etag, and an old link leads to a profile that is frozen by then. Undoing a merge repoints links away from a living profile, and
/// writes that one; so a link is only given out together with the profile it was right for, as long as nobody else has written that.
/// </summary>
public sealed class CustomerCache
{
    private readonly Generations<RememberedLink> _links = new(8192);
    private readonly Generations<RememberedProfile> _profiles = new(2048);

    public IdentityLink? LinkOf(Identity identity) =>
        _links.Find(identity.Key) is { } remembered && remembered.Reign == ReignOf(remembered.Link.CustomerId) ? remembered.Link : null;

    public StoredProfile? ProfileOf(string customerId) => _profiles.Find(customerId)?.Stored;

    public void Remember(IdentityLink link)
    {
        if (ReignOf(link.CustomerId) is { } reign)
            _links.Put(link.Key, new RememberedLink(link, reign));
    }

    /// <summary>As it was read.</summary>
    public void Remember(StoredProfile stored)
    {
        if (stored.ETag is null)
            return;
        var known = _profiles.Find(stored.Profile.Id);
        _profiles.Put(stored.Profile.Id, new RememberedProfile(stored, known?.Stored.ETag == stored.ETag ? known!.Reign : new Reign()));
    }

    /// <summary>As we have written it: what was right for the profile before is right for this one.</summary>
    public void Replace(StoredProfile before, StoredProfile after)
    {
        var known = _profiles.Find(before.Profile.Id);
        _profiles.Put(after.Profile.Id, new RememberedProfile(after, known is not null && known.Stored.ETag == before.ETag ? known.Reign : new Reign()));
    }

    public void Forget(Identity identity) => _links.Remove(identity.Key);

    public void Forget(string customerId) => _profiles.Remove(customerId);

    private Reign? ReignOf(string customerId) => _profiles.Find(customerId)?.Reign;

    /// <summary>The time in which nobody but this process has written a profile. A class for its identity.</summary>
    private sealed class Reign;

    private sealed record RememberedLink(IdentityLink Link, Reign Reign);

    private sealed record RememberedProfile(StoredProfile Stored, Reign Reign);

    /// <summary>Two maps: when the young one is full it becomes the old one, and the old one is dropped. Bounded, without a list of uses.</summary>
    private sealed class Generations<T>(int size)
        where T : class
    {
        private readonly Lock _turn = new();
        private volatile ConcurrentDictionary<string, T> _young = new(StringComparer.Ordinal);
        private volatile ConcurrentDictionary<string, T> _old = new(StringComparer.Ordinal);
        private int _count;

        public T? Find(string key) => _young.GetValueOrDefault(key) ?? _old.GetValueOrDefault(key);

        public void Put(string key, T value)
        {
            if (!_young.TryAdd(key, value))
                _young[key] = value;
            else if (Interlocked.Increment(ref _count) >= size)
                Turn();
        }

        public void Remove(string key)
        {
            _young.TryRemove(key, out _);
            _old.TryRemove(key, out _);
        }

        private void Turn()
        {
            lock (_turn)
            {
                if (Volatile.Read(ref _count) < size)
                    return;

                _old = _young;
                _young = new ConcurrentDictionary<string, T>(StringComparer.Ordinal);
                Volatile.Write(ref _count, 0);
            }
        }
    }
}
