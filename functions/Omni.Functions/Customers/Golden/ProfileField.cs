using System.Collections.Frozen;

namespace Omni.Functions.Customers.Golden;

/// <summary>Something a profile can know of a person: a fixed vocabulary.</summary>
public sealed class ProfileField
{
    public static readonly ProfileField FullName = new("name", 120, SurvivorshipRule.MostTrusted);
    public static readonly ProfileField FirstName = new("firstName", 80, SurvivorshipRule.MostTrusted);
    public static readonly ProfileField MiddleName = new("middleName", 80, SurvivorshipRule.MostTrusted);
    public static readonly ProfileField LastName = new("lastName", 80, SurvivorshipRule.MostTrusted);

    /// <summary>ISO 8601, without a time.</summary>
    public static readonly ProfileField BirthDate = new("birthDate", 10, SurvivorshipRule.MostTrusted);

    public static readonly ProfileField Company = new("company", 120, SurvivorshipRule.Newest);
    public static readonly ProfileField JobTitle = new("jobTitle", 80, SurvivorshipRule.Newest);

    // The parts of an address under one rule: else the street of one home would stand beside the city of another.
    public static readonly ProfileField Street = new("street", 240, SurvivorshipRule.Newest);
    public static readonly ProfileField City = new("city", 80, SurvivorshipRule.Newest);
    public static readonly ProfileField Region = new("region", 80, SurvivorshipRule.Newest);
    public static readonly ProfileField Postcode = new("postcode", 20, SurvivorshipRule.Newest);
    public static readonly ProfileField Country = new("country", 60, SurvivorshipRule.Newest);

    public static readonly ProfileField Language = new("language", 35, SurvivorshipRule.Newest);
    public static readonly ProfileField TimeZone = new("timeZone", 40, SurvivorshipRule.Newest);

    private ProfileField(string name, int longest, SurvivorshipRule rule) => (Name, Longest, DefaultRule) = (name, longest, rule);

    /// <summary>In the order in which people read them.</summary>
    public static IReadOnlyList<ProfileField> All { get; } =
    [
        FullName, FirstName, MiddleName, LastName, BirthDate, Company, JobTitle, Street, City, Region, Postcode, Country, Language, TimeZone,
    ];

    private static readonly FrozenDictionary<string, ProfileField> ByName = All.ToFrozenDictionary(static field => field.Name, StringComparer.OrdinalIgnoreCase);

    public string Name { get; }

    /// <summary>Bytes (UTF-8) of its longest value: what a customer costs follows from the bytes of the profile.</summary>
    public int Longest { get; }

    public SurvivorshipRule DefaultRule { get; }

    public static ProfileField? Find(string name) => ByName.GetValueOrDefault(name);
}
