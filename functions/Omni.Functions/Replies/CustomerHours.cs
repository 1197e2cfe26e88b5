using NodaTime;
using NodaTime.TimeZones;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Golden;

namespace Omni.Functions.Replies;

/// <summary>Where a customer's day is, and whether it is time to write.</summary>
public sealed class CustomerHours(ReplyManners manners, ProfileOptions profiles)
{
    private static readonly Lazy<ILookup<string, string>> Zones = new(static () =>
        (TzdbDateTimeZoneSource.Default.ZoneLocations ?? []).ToLookup(static place => place.CountryCode, static place => place.ZoneId, StringComparer.Ordinal));

    /// <returns>When it is no longer quiet wherever the customer may be; null while it is not.</returns>
    public DateTimeOffset? QuietUntil(Profile customer, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(customer);
        if (manners.QuietFrom == manners.QuietTo)
            return null;
        var zones = ZonesOf(customer);
        var until = now;

        // Where the one wakes up another may be asleep; a day has an hour for all but those with zones all around the earth.
        for (var tries = 0; tries < zones.Count && zones.Select(zone => QuietUntil(zone, until)).Max() is { } later; tries++)
            until = later;
        return until == now ? null : until;
    }

    /// <summary>
    /// As the customer or the CRM told it; else those of the country of a phone number; else the business's own, which also stands for its country.
    /// </summary>
    private IReadOnlyList<DateTimeZone> ZonesOf(Profile customer)
    {
        if (GoldenProfile.Of(customer, profiles).TryGetValue(ProfileField.TimeZone.Name, out var told) && DateTimeZoneProviders.Tzdb.GetZoneOrNull(told.Value) is { } zone)
            return [zone];
        foreach (var phone in customer.Identities.Where(static identity => identity.IsCurrent && identity.Kind == IdentityKind.Phone).OrderByDescending(static identity => identity.Trust))
        {
            if (PhoneNumber.RegionOf(phone.Value) is { } region && Zones.Value[region].ToList() is { Count: > 0 } zones && !zones.Contains(manners.TimeZone, StringComparer.Ordinal))
                return [.. zones.Select(DateTimeZoneProviders.Tzdb.GetZoneOrNull).OfType<DateTimeZone>()];
        }

        return [DateTimeZoneProviders.Tzdb[manners.TimeZone]];
    }

    private DateTimeOffset? QuietUntil(DateTimeZone zone, DateTimeOffset now)
    {
        var local = Instant.FromDateTimeOffset(now).InZone(zone);
        var time = new TimeOnly(local.Hour, local.Minute, local.Second);
        if (!time.IsBetween(manners.QuietFrom, manners.QuietTo))
            return null;
        var day = time < manners.QuietTo ? local.Date : local.Date.PlusDays(1);
        return zone.AtLeniently(day.At(new LocalTime(manners.QuietTo.Hour, manners.QuietTo.Minute))).ToDateTimeOffset().ToUniversalTime();
    }
}
