namespace Omni.Functions.Contacts;

/// <summary>The kinds whose values have a canonical form of ours; all other kinds are the channels' own words.</summary>
public static class IdentityKind
{
    public const string Phone = "phone";

    public const string Email = "email";
}
