using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Joining;

/// <summary>
/// Which identity leads: what the channel vouches for before what it shows, and that before what somebody typed; of equals what is given up,
/// then what a person has one of, then as the channel names them.
/// </summary>
internal static class DecisiveOrder
{
    public static Contact Of(Contact contact, IdentityLimits limits)
    {
        var decisive = contact.From.Decisive;
        for (var i = 1; i < decisive.Count; i++)
        {
            if (Compare(decisive[i - 1], decisive[i], limits) > 0)
                return contact with { From = contact.From with { Decisive = [.. decisive.Order(Comparer<Identity>.Create((left, right) => Compare(left, right, limits)))] } };
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
