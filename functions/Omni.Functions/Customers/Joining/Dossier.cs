using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Joining;

/// <summary>Who somebody is by now, while contacts are decided: the customers that are one person, and the current values that person has.</summary>
internal sealed class Dossier
{
    private readonly Dictionary<string, Group> _groups = new(StringComparer.Ordinal);

    /// <summary>Every id under which the person is or was a customer.</summary>
    public HashSet<string> Members { get; } = new(StringComparer.Ordinal);

    public static Dossier Of(Profile profile)
    {
        var dossier = new Dossier();
        dossier.Members.Add(profile.Id);
        dossier.Members.UnionWith(profile.Absorbed);
        var given = profile.CrmRecords.Where(static record => record.IsRemoved).Select(static record => record.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var identity in profile.Identities)
        {
            if (identity.IsCurrent && identity.Standing == IdentityStanding.Joins && !given.Contains(identity.Key))
                dossier.Add(identity.Kind, identity.Value);
        }

        return dossier;
    }

    public void Add(string kind, string value)
    {
        var name = IdentityLimits.GroupOf(kind, value);
        if (!_groups.TryGetValue(name, out var group))
            _groups[name] = group = new Group(kind);
        group.Values.Add(value);
    }

    public void Remove(IEnumerable<Identity> identities)
    {
        foreach (var identity in identities)
            Remove(identity.Kind, identity.Value);
    }

    public void Remove(string kind, string value)
    {
        if (_groups.TryGetValue(IdentityLimits.GroupOf(kind, value), out var group))
            group.Values.Remove(value);
    }

    public void Absorb(Dossier other)
    {
        Members.UnionWith(other.Members);
        foreach (var group in other._groups.Values)
        {
            foreach (var value in group.Values)
                Add(group.Kind, value);
        }
    }

    public Dossier Copy()
    {
        var copy = new Dossier();
        copy.Absorb(this);
        return copy;
    }

    public bool HasRoomFor(Identity identity, IdentityLimits limits) =>
        !_groups.TryGetValue(IdentityLimits.GroupOf(identity.Kind, identity.Value), out var group)
        || group.Values.Contains(identity.Value)
        || group.Values.Count < limits.Of(identity.Kind);

    /// <summary>The kind of which both together would have more than one person has; null when nothing contradicts.</summary>
    public string? ContradictionWith(Dossier other, IdentityLimits limits)
    {
        foreach (var (name, theirs) in other._groups)
        {
            if (_groups.TryGetValue(name, out var ours) && ours.Values.Union(theirs.Values).Count() > Math.Max(limits.Of(theirs.Kind), ours.Values.Count))
                return theirs.Kind;
        }

        return null;
    }

    private sealed record Group(string Kind)
    {
        public HashSet<string> Values { get; } = new(StringComparer.Ordinal);
    }
}
