namespace Omni.Functions.Customers.Merging;

/// <summary>A profile made anew from what it consists of. The fold has one result whatever the order, so it is what it would have been without those who left.</summary>
internal static class ProfileRebuild
{
    /// <param name="now">The profile as it is; what is not folded stays.</param>
    /// <param name="own">The fold of the entries in its own partition.</param>
    /// <param name="absorbed">The profiles that are counted in now, as they are: those that do not lead here any more are left out.</param>
    public static Profile Of(Profile now, Profile own, IReadOnlyCollection<Profile> absorbed)
    {
        var still = absorbed.Where(profile => LeadsTo(now.Id, profile, absorbed)).ToList();

        // Whoever is counted in by another of them must not be counted twice.
        var parts = still.Where(part => !still.Exists(whole => whole.Absorbed.Contains(part.Id)));
        return parts.Aggregate(own, ProfileFold.Absorb) with
        {
            MergedInto = now.MergedInto,
            MergeEvidence = now.MergeEvidence,
            Undoing = now.Undoing,
            ContactIsWith = now.ContactIsWith,
        };
    }

    private static bool LeadsTo(string customerId, Profile profile, IReadOnlyCollection<Profile> others)
    {
        Profile? next = profile;
        while (next?.MergedInto is { } survivor)
        {
            if (survivor == customerId)
                return true;
            next = others.FirstOrDefault(other => other.Id == survivor);
        }

        return false;
    }
}
