using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Golden;

/// <summary>How much of what a business wants to know of a customer is known, from 0 to 100.</summary>
internal static class Completeness
{
    /// <summary>Names of fields and kinds of identities; the weights add up to 100.</summary>
    public static readonly IReadOnlyList<(string Wanted, int Weight)> Weights =
    [
        (IdentityKind.Phone, 20),
        (IdentityKind.Email, 20),
        (ProfileField.FullName.Name, 20),
        (ProfileField.Street.Name, 10),
        (ProfileField.City.Name, 10),
        (ProfileField.Postcode.Name, 5),
        (ProfileField.BirthDate.Name, 5),
        (ProfileField.Company.Name, 5),
        (ProfileField.Language.Name, 5),
    ];

    public static int Of(Profile profile, IReadOnlyDictionary<string, GoldenField> fields) =>
        Weights.Where(row => fields.ContainsKey(row.Wanted) || IsNamed(row.Wanted, fields) || IsReachable(row.Wanted, profile)).Sum(static row => row.Weight);

    /// <summary>By first and last name.</summary>
    private static bool IsNamed(string wanted, IReadOnlyDictionary<string, GoldenField> fields) =>
        wanted == ProfileField.FullName.Name && fields.ContainsKey(ProfileField.FirstName.Name) && fields.ContainsKey(ProfileField.LastName.Name);

    /// <summary>A shared mailbox reaches somebody; nobody's number, or an address that only looks like another, does not.</summary>
    private static bool IsReachable(string wanted, Profile profile) => profile.Identities.Any(identity =>
        identity.Kind == wanted && identity.Standing is IdentityStanding.Joins or IdentityStanding.Shared);
}
