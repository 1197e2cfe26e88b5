using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Joining;

/// <summary>
/// Which identity leads, and so comes first in a contact that has been resolved: what the channel vouches for before what it shows, and that before what somebody typed; of equals what is given up,
/// then what a person has one of, then as the channel names them.
/// </summary>
internal static class DecisiveOrder
{
    public static Contact Of(Contact contact, IdentityLimits limits)
    {
        var identities = contact.From.Identities;
        for (var i = 1; i < identities.Count; i++)
        {
            if (Compare(identities[i - 1], identities[i], limits) > 0)
                return contact with { From = contact.From with { Identities = [.. identities.Order(Comparer<Identity>.Create((left, right) => Compare(left, right, limits)))] } };
        }

        return contact;
    }

    private static int Compare(Identity left, Identity right, IdentityLimits limits)
    {
        var byTrust = right.Trust.CompareTo(left.Trust);
        if (byTrust != 0)
            return byTrust;
        var byEnd = right.IsEnded.CompareTo(left.IsEnded);
        return byEnd != 0 ? byEnd : (limits.Of(right.Kind) == 1).CompareTo(limits.Of(left.Kind) == 1);
    }
}
