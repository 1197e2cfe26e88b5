using System.Globalization;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Likeness;

namespace Omni.Functions.Tests.Customers.Likeness;

/// <summary>Every customer of a store counts as changed when its profile is another than when it was last read.</summary>
internal sealed class InMemoryChangedCustomers(InMemoryCustomerStore store) : IChangedCustomers
{
    private readonly List<Profile> _feed = [];
    private int _kept;
    private long _version;

    public int PageSize { get; set; } = 100;

    public Task<ChangedCustomers?> ReadAsync(ChangedCustomers? after, CancellationToken cancellation)
    {
        foreach (var profile in store.Profiles.OrderBy(static profile => profile.Id, StringComparer.Ordinal))
        {
            if (_feed.FindLast(known => known.Id == profile.Id) is not { } known || People.Json(known) != People.Json(profile))
                _feed.Add(profile);
        }

        var from = after is null ? _kept : int.Parse(after.Position, CultureInfo.InvariantCulture);
        var page = _feed.Skip(from).Take(PageSize).ToList();
        var tag = after?.ETag ?? (_version == 0 ? null : Tag);
        return Task.FromResult(page.Count == 0 ? null : new ChangedCustomers(page, $"{from + page.Count}", tag));
    }

    public Task<ChangedCustomers> KeepAsync(ChangedCustomers page, CancellationToken cancellation)
    {
        if (page.ETag != (_version == 0 ? null : Tag))
            throw new RivalWritersException("A rival was first.");
        _kept = int.Parse(page.Position, CultureInfo.InvariantCulture);
        _version++;
        return Task.FromResult(page with { ETag = Tag });
    }

    private string Tag => $"\"{_version}\"";
}
