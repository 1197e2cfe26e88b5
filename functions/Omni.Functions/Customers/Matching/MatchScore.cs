using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Matching;

/// <summary>How strongly two people look like one, and why.</summary>
public sealed record MatchScore
{
    /// <summary>Bits of evidence before which nothing is known: one pair in this many is one person, as in a base of some ten thousand customers.</summary>
    private const double PriorBits = 12;

    /// <summary>The sum of the reasons in bits: each one more makes it twice as likely that the two are one person.</summary>
    public required double Weight { get; init; }

    /// <summary>In the order of the fields; fields that one of the two lacks give none.</summary>
    public required IReadOnlyList<MatchReason> Reasons { get; init; }

    /// <summary>The weight from 0 to 1, for ordering and for people to read.</summary>
    public double Score => 1 / (1 + Math.Pow(2, PriorBits - Weight));
}

/// <summary>What one field tells; its weight is in bits, and below zero where it speaks against one person.</summary>
public sealed record MatchReason(MatchField Field, Agreement Agreement, double Weight);

[JsonConverter(typeof(WordConverter<MatchField>))]
public enum MatchField
{
    GivenName,
    FamilyName,
    FullName,
    BirthDate,
    HouseNumber,
    Street,
    Premises,
    City,
    Postcode,
    Region,
    Phone,
    Mailbox,

    /// <summary>Another first name without the same birth date: relatives share the rest.</summary>
    Household,
}

public enum Agreement
{
    /// <summary>Nothing, or nearly nothing, in common.</summary>
    Differs,

    /// <summary>Several slips apart.</summary>
    Near,

    /// <summary>About one slip apart.</summary>
    Close,

    /// <summary>The same once folded.</summary>
    Same,

    /// <summary>The same or close, but each in the place of the other.</summary>
    Swapped,
}
