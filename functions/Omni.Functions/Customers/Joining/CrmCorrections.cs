using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Joining;

/// <summary>What a CRM corrects: a number or an address that its record had before and has no longer.</summary>
internal static class CrmCorrections
{
    private const string Between = ", ";

    /// <summary>The contact with what the person has given up by it, ended.</summary>
    /// <param name="contact">A change in a CRM; any other contact comes back as it is.</param>
    /// <param name="profile">The customer it is about, as known before.</param>
    /// <param name="defaultRegion">ISO 3166 country of numbers without a country code.</param>
    public static Contact Mark(Contact contact, Profile profile, string defaultRegion)
    {
        if (contact.Change is not { } change)
            return contact;
        var ended = EndedBy(change, profile, defaultRegion).Where(identity => !contact.From.Identities.Any(named => named.Key == identity.Key)).ToList();
        return ended.Count == 0
            ? contact
            : contact with { From = contact.From with { Identities = [.. contact.From.Identities, .. ended], Decisive = [.. contact.From.Decisive, .. ended] } };
    }

    private static IEnumerable<Identity> EndedBy(CrmChange change, Profile profile, string defaultRegion)
    {
        var key = CrmIdentity.Of(change.System, change.Account, change.EntityId).Key;
        if (profile.CrmRecords.FirstOrDefault(record => record.Key == key) is not { } before)
            yield break;
        foreach (var attribute in before.Attributes)
        {
            if (attribute.Value is not { } old || !change.Attributes.TryGetValue(attribute.Name, out var now) || now == old || change.OccurredAt <= attribute.From.At)
                continue;
            foreach (var identity in profile.Identities)
            {
                if (identity.IsCurrent && Names(old, identity, defaultRegion) && !(now is not null && Names(now, identity, defaultRegion)))
                    yield return new Identity(identity.Kind, identity.Value, Trust.Claimed) { IsEnded = true };
            }
        }
    }

    private static bool Names(string text, ProfileIdentity identity, string defaultRegion) => identity.Kind switch
    {
        IdentityKind.Phone => text.Split(Between).Any(part => PhoneNumber.Canonical(part, defaultRegion) == identity.Value),
        IdentityKind.Email => text.Split(Between).Any(part => EmailAddress.Canonical(part) == identity.Value),
        _ => false,
    };
}
