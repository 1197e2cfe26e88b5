using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Customers.Replaying;

/// <summary>
/// Whom people keep apart. They said so of customers of today, of whom a replay knows the contacts: each contact bears the ids under which its
/// customer was named in such a decision, and so does whoever gets it.
/// </summary>
internal sealed class KeptApart
{
    /// <summary>So that an id of today is none of the replay's own.</summary>
    private const string Today = "today ";

    private static readonly HashSet<string> None = [];

    private readonly History _history;
    private readonly Dictionary<string, List<CustomerPair>> _pairs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _names = new(StringComparer.Ordinal);

    public KeptApart(History history)
    {
        _history = history;
        foreach (var pair in history.Decisions.Where(static pair => pair.State == PairState.Apart).DistinctBy(static pair => pair.Id))
        {
            var named = pair with { First = Today + pair.First, Second = Today + pair.Second };
            PairsOf(named.First).Add(named);
            PairsOf(named.Second).Add(named);
        }
    }

    /// <summary>Under which names decisions know the customer of today who has the contact; most often none.</summary>
    public IReadOnlySet<string> NamesOf(HistoryEntry entry)
    {
        if (_pairs.Count == 0)
            return None;
        var customer = entry.NamedAs ?? entry.CustomerId;
        if (!_names.TryGetValue(customer, out var names))
            _names[customer] = names = [.. _history.NamesOf(entry).Select(static id => Today + id).Where(_pairs.ContainsKey)];
        return names;
    }

    /// <summary>The decisions about somebody with these names.</summary>
    public IEnumerable<CustomerPair> About(IEnumerable<string> names) => names.SelectMany(name => _pairs[name]);

    /// <summary>Whether somebody said that whoever bears these names is not whoever bears those.</summary>
    public bool Separates(IReadOnlySet<string> these, IReadOnlySet<string> those) =>
        these.Count > 0 && those.Count > 0 && About(these).Any(pair =>
            (these.Contains(pair.First) && !these.Contains(pair.Second) && those.Contains(pair.Second) && !those.Contains(pair.First))
            || (these.Contains(pair.Second) && !these.Contains(pair.First) && those.Contains(pair.First) && !those.Contains(pair.Second)));

    private List<CustomerPair> PairsOf(string name)
    {
        if (!_pairs.TryGetValue(name, out var pairs))
            _pairs[name] = pairs = [];
        return pairs;
    }
}
