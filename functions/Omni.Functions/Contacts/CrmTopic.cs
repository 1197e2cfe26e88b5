namespace Omni.Functions.Contacts;

/// <summary>The names of the topic every change in a CRM goes through and of the subscription that takes it into a profile; defined in <c>infra/entities.json</c>.</summary>
public static class CrmTopic
{
    public const string Name = "crm";
    public const string Subscription = "profiles";
}
