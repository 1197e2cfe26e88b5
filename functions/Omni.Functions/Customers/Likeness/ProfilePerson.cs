using Omni.Functions.Contacts;
using Omni.Functions.Customers.Golden;
using Omni.Functions.Customers.Matching;

namespace Omni.Functions.Customers.Likeness;

/// <summary>What a profile knows of the person, as it is compared with others.</summary>
internal static class ProfilePerson
{
    /// <returns>Null where no name is known: without one nobody tells a person from the others of a household.</returns>
    public static Person? Of(Profile profile, ProfileOptions options)
    {
        var fields = GoldenProfile.Of(profile, options);
        var (given, family, full) = (Value(ProfileField.FirstName), Value(ProfileField.LastName), Value(ProfileField.FullName));
        if (given is null && family is null && full is null)
            return null;
        var address = AddressLine.Parse(Value(ProfileField.Street));
        var isTold = given is not null && family is not null;
        return new Person
        {
            GivenName = isTold ? given : null,
            FamilyName = isTold ? family : null,
            FullName = isTold ? null : full ?? given ?? family,
            BirthDate = Value(ProfileField.BirthDate),
            Street = address.Street,
            HouseNumber = address.House,
            Premises = address.Premises,
            City = Value(ProfileField.City),
            Region = Value(ProfileField.Region),
            Postcode = Value(ProfileField.Postcode),
            Phones = Values(profile, IdentityKind.Phone),
            Emails = Values(profile, IdentityKind.Email),
        };

        string? Value(ProfileField field) => fields.TryGetValue(field.Name, out var golden) ? golden.Value : null;
    }

    /// <summary>Those that are one person's, by what is known.</summary>
    private static IReadOnlyList<string> Values(Profile profile, string kind) =>
        [.. profile.Identities.Where(identity => identity.Kind == kind && identity is { IsCurrent: true, Standing: IdentityStanding.Joins }).Select(static identity => identity.Value)];
}
