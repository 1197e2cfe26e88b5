namespace Omni.Functions.Customers.Matching;

/// <summary>What is known of one person, as it was written; everything may be missing. Nothing in it has to be canonical.</summary>
public sealed record Person
{
    public string? GivenName { get; init; }

    public string? FamilyName { get; init; }

    /// <summary>A name of which nobody knows which word is which, in any order; read where given and family name are both missing.</summary>
    public string? FullName { get; init; }

    /// <summary>Year, month and day in that order; only the digits are read, and they need not be a date of the calendar.</summary>
    public string? BirthDate { get; init; }

    public string? HouseNumber { get; init; }

    public string? Street { get; init; }

    /// <summary>What an address says beyond the street: a building, an estate, a flat.</summary>
    public string? Premises { get; init; }

    public string? City { get; init; }

    public string? Postcode { get; init; }

    public string? Region { get; init; }

    /// <summary>Only what one person uses: a switchboard's number or an address like <c>info@</c> tells nothing of who somebody is.</summary>
    public IReadOnlyList<string> Phones { get; init; } = [];

    /// <summary>As with <see cref="Phones"/>.</summary>
    public IReadOnlyList<string> Emails { get; init; } = [];
}
