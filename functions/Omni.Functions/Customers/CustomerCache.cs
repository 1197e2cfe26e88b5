using System.Collections.Concurrent;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>
/// Recently used links and profiles, to save reads. Whatever is in here may be old: a write based on an old profile fails on its
/// etag, and an old link leads to a profile that is frozen by then.
/// </summary>
public sealed class CustomerCache
{
    private readonly Generations<IdentityLink> _links = new(8192);
    private readonly Generations<StoredProfile> _profiles = new(2048);

    public IdentityLink? LinkOf(Identity identity) => _links.Find(identity.Key);

    public StoredProfile? ProfileOf(string customerId) => _profiles.Find(customerId);

    public void Remember(IdentityLink link) => _links.Put(link.Key, link);

    public void Remember(StoredProfile stored)
    {
        if (stored.ETag is not null)
            _profiles.Put(stored.Profile.Id, stored);
    }

    public void Forget(Identity identity) => _links.Remove(identity.Key);

    public void Forget(string customerId) => _profiles.Remove(customerId);

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
