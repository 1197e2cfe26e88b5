using System.Runtime.InteropServices;

namespace Omni.Functions.Customers;

/// <summary>Disjoint sets over contacts: those that share a token, directly or over others, are one person.</summary>
internal sealed class PeopleInBatch
{
    private readonly int[] _parents;
    private readonly Dictionary<string, int> _firstWith = new(StringComparer.Ordinal);

    public PeopleInBatch(int contacts)
    {
        _parents = new int[contacts];
        for (var i = 0; i < contacts; i++)
            _parents[i] = i;
    }

    public void Connect(int contact, string token)
    {
        ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(_firstWith, token, out var exists);
        if (!exists)
            first = contact;

        var (left, right) = (RootOf(first), RootOf(contact));
        _parents[Math.Max(left, right)] = Math.Min(left, right);
    }

    /// <summary>The sets in the order of their first contacts, each in the order of arrival.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Groups() =>
        [.. Enumerable.Range(0, _parents.Length).GroupBy(RootOf).Select(static group => group.ToList())];

    private int RootOf(int contact)
    {
        while (_parents[contact] != contact)
            contact = _parents[contact] = _parents[_parents[contact]];
        return contact;
    }
}
