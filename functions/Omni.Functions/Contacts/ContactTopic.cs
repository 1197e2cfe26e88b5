namespace Omni.Functions.Contacts;

/// <summary>The names of the topic every contact goes through and of the subscription that finds its customer; defined in <c>infra/entities.json</c>.</summary>
public static class ContactTopic
{
    public const string Name = "contacts";
    public const string Subscription = "customers";
}
