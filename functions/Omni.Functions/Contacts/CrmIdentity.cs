namespace Omni.Functions.Contacts;

/// <summary>A record of a CRM as an identity of the person it is about: <c>{system}_contact:{account}:{id}</c>. The CRM vouches for it.</summary>
public static class CrmIdentity
{
    public static Identity Of(string system, string account, string entityId) => new($"{system}_contact", $"{account}:{entityId}", Trust.Verified);
}
