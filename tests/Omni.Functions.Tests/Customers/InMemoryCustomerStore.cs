using System.Runtime.CompilerServices;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Merging;

namespace Omni.Functions.Tests.Customers;

/// <summary>The port with real conditions: create-only links and entries, etags, all-or-nothing commits. Faults come from <see cref="BeforeCall"/>.</summary>
internal sealed class InMemoryCustomerStore : ICustomerStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, IdentityLink> _links = [];
    private readonly Dictionary<string, StoredProfile> _profiles = [];
    private readonly Dictionary<(string CustomerId, string EntryId), Entry> _entries = [];
    private long _version;

    /// <summary>Runs around each call with its name and number; what it throws before is a call that never arrived.</summary>
    public Action<string> BeforeCall { get; set; } = static _ => { };

    /// <summary>Sees each change before it is made; what it throws refuses it.</summary>
    public Action<CustomerChange> BeforeChange { get; set; } = static _ => { };

    /// <summary>What it throws is an answer that got lost: the write is done.</summary>
    public Action<string> AfterCall { get; set; } = static _ => { };

    /// <summary>A rival writes the profile, unchanged but for its etag.</summary>
    public void Touch(string customerId)
    {
        lock (_lock)
            _profiles[customerId] = _profiles[customerId] with { ETag = NextTag() };
    }

    public int LargestCommit { get; set; } = 100;

    public int Calls { get; private set; }

    public IReadOnlyCollection<Profile> Profiles
    {
        get
        {
            lock (_lock)
                return [.. _profiles.Values.Select(stored => stored.Profile)];
        }
    }

    public IReadOnlyCollection<IdentityLink> Links
    {
        get
        {
            lock (_lock)
                return [.. _links.Values];
        }
    }

    public IReadOnlyCollection<Contact> ContactsOf(Profile profile)
    {
        lock (_lock)
        {
            return [.. _entries.Where(entry => entry.Key.CustomerId == profile.Id || profile.Absorbed.Contains(entry.Key.CustomerId))
                .Select(entry => entry.Value.Contact).OfType<Contact>()];
        }
    }

    /// <summary>Where each contact is.</summary>
    public IReadOnlyCollection<(string CustomerId, Contact Contact)> Entries
    {
        get
        {
            lock (_lock)
                return [.. _entries.Where(entry => entry.Value.Contact is not null).Select(entry => (entry.Key.CustomerId, entry.Value.Contact!))];
        }
    }

    /// <summary>Ids of the entries that are no contacts, with the customer whose timeline has them.</summary>
    public IReadOnlyCollection<(string CustomerId, string EntryId)> Marks
    {
        get
        {
            lock (_lock)
                return [.. _entries.Where(entry => entry.Value.Contact is null).Select(entry => entry.Key)];
        }
    }

    public int EntryCount => Entries.Count;

    public Task ReachAsync(CancellationToken cancellation) => Call("reach", static () => true, cancellation);

    public Task<IReadOnlyList<IdentityLink>> FindLinksAsync(IReadOnlyCollection<Identity> identities, CancellationToken cancellation) =>
        Call<IReadOnlyList<IdentityLink>>("find links", () =>
            [.. identities.Select(identity => _links.GetValueOrDefault(IdentityLink.IdOf(identity.Kind, identity.Value))).OfType<IdentityLink>()], cancellation);

    public Task<IReadOnlyList<StoredProfile>> FindProfilesAsync(IReadOnlyCollection<string> customerIds, CancellationToken cancellation) =>
        Call<IReadOnlyList<StoredProfile>>("find profiles", () =>
            [.. customerIds.Select(id => _profiles.GetValueOrDefault(id)).OfType<StoredProfile>()], cancellation);

    public Task<FoundCustomers> FindAsync(
        IReadOnlyCollection<string> customerIds, IReadOnlyCollection<EntryKey> entries, CancellationToken cancellation) =>
        Call("find", () => new FoundCustomers(
            [.. customerIds.Select(id => _profiles.GetValueOrDefault(id)).OfType<StoredProfile>()],
            entries.Where(entry => _entries.ContainsKey((entry.CustomerId, entry.ContactId))).ToHashSet()), cancellation);

    public Task<bool> ClaimAsync(IdentityLink link, CancellationToken cancellation) =>
        Call("claim", () => _links.TryAdd(link.Id, link with { ETag = NextTag() }), cancellation);

    public Task<bool> RepointAsync(IdentityLink link, CancellationToken cancellation) => Call("repoint", () =>
    {
        ArgumentException.ThrowIfNullOrEmpty(link.ETag);
        if (_links[link.Id].ETag != link.ETag)
            return false;
        _links[link.Id] = link with { ETag = NextTag() };
        return true;
    }, cancellation);

    public Task<Commit> CommitAsync(CustomerChange change, CancellationToken cancellation) => Call("commit", () =>
    {
        BeforeChange(change);
        var id = change.After.Id;
        if (change.Contacts.Count + change.Absorbed.Count + change.Removed.Count + change.Judged.Count + change.Splits.Count + (change.Undone is null ? 0 : 1) + 1 > LargestCommit)
            return new Commit(CommitStatus.TooLarge);
        if (change.Contacts.Any(contact => _entries.ContainsKey((id, contact.Id))))
            return new Commit(CommitStatus.EntryExists);
        if (_profiles.GetValueOrDefault(id)?.ETag != change.Before.ETag
            || change.Removed.Concat(change.Judged.Select(static entry => entry.Stored)).Any(removed => _entries.GetValueOrDefault((id, removed.Contact.Id))?.Tag != removed.ETag))
            return new Commit(CommitStatus.Rival);

        IEnumerable<string> marks = [.. change.Absorbed.Select(MergeId.Of).OfType<string>(), .. change.Undone is { } undone ? [undone.EntryId] : Array.Empty<string>(), .. change.Splits.Select(static split => split.Id)];
        if (marks.Any(mark => _entries.ContainsKey((id, mark))))
            return new Commit(CommitStatus.Rival);

        foreach (var contact in change.Contacts)
            _entries.Add((id, contact.Id), new Entry(contact, NextTag()));
        foreach (var mark in marks)
            _entries.Add((id, mark), new Entry(null, NextTag()));
        foreach (var removed in change.Removed)
            _entries.Remove((id, removed.Contact.Id));
        foreach (var judged in change.Judged)
            _entries[(id, judged.Stored.Contact.Id)] = new Entry(judged.Now, NextTag());
        var stored = _profiles[id] = new StoredProfile(change.After, NextTag());
        return new Commit(CommitStatus.Written, stored.ETag);
    }, cancellation);

    public Task<IReadOnlySet<string>> FindEntriesAsync(
        string customerId, IReadOnlyCollection<string> contactIds, CancellationToken cancellation) =>
        Call<IReadOnlySet<string>>("find entries", () => contactIds.Where(id => _entries.ContainsKey((customerId, id))).ToHashSet(), cancellation);

    public async IAsyncEnumerable<StoredEntry> ReadEntriesAsync(string customerId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var entries = await Call("read entries", () => _entries.Where(entry => entry.Key.CustomerId == customerId).Select(entry => entry.Value).ToList(), cancellation);
        foreach (var (contact, tag) in entries)
        {
            if (contact is not null)
                yield return new StoredEntry(contact, tag);
        }
    }

    public Task<IReadOnlyList<Contact>> FindContactsAsync(IReadOnlyCollection<EntryKey> entries, CancellationToken cancellation) =>
        Call<IReadOnlyList<Contact>>("find contacts", () =>
            [.. entries.Select(entry => _entries.GetValueOrDefault((entry.CustomerId, entry.ContactId))?.Contact).OfType<Contact>()], cancellation);

    public Task<Contact?> JoinNewsAsync(EntryKey entry, Contact news, CancellationToken cancellation) =>
        Call("join news", () => Join(entry, news), cancellation);

    /// <summary>A rival tells news of a contact.</summary>
    public Contact? Join(EntryKey entry, Contact news)
    {
        lock (_lock)
        {
            if (_entries.GetValueOrDefault((entry.CustomerId, entry.ContactId))?.Contact is not { } contact)
                return null;
            var known = contact.Learn(news);
            if (!ReferenceEquals(known, contact))
                _entries[(entry.CustomerId, entry.ContactId)] = new Entry(known, NextTag());
            return known;
        }
    }

    public Task<IReadOnlyList<IdentityLink>> FindLinksToAsync(IReadOnlyCollection<string> customerIds, CancellationToken cancellation) =>
        Call<IReadOnlyList<IdentityLink>>("find links to", () => [.. _links.Values.Where(link => customerIds.Contains(link.CustomerId))], cancellation);

    public Task<long> CountWaitingAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) =>
        Call("count waiting", () => _profiles.Values.LongCount(stored => stored.Profile.WaitingSince >= from && stored.Profile.WaitingSince < until), cancellation);

    public Task<IReadOnlyList<Profile>> FindByNameAsync(string prefix, int limit, CancellationToken cancellation) =>
        Call<IReadOnlyList<Profile>>("find by name", () =>
            [.. _profiles.Values.Select(stored => stored.Profile)
                .Where(profile => !profile.IsFrozen && profile.DisplayName?.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) == true)
                .OrderByDescending(profile => profile.LastContactAt).Take(limit)], cancellation);

    private sealed record Entry(Contact? Contact, string Tag);

    private string NextTag() => $"\"{++_version}\"";

    private async Task<T> Call<T>(string name, Func<T> body, CancellationToken cancellation)
    {
        await Task.Yield();
        cancellation.ThrowIfCancellationRequested();
        BeforeCall(name);
        T result;
        lock (_lock)
        {
            Calls++;
            result = body();
        }

        AfterCall(name);
        return result;
    }
}
