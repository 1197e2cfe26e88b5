namespace Omni.Worker;

/// <summary>Starts a function by messages of a queue or of a topic's subscription.</summary>
public sealed class ServiceBusTriggerAttribute : TriggerBindingAttribute
{
    public ServiceBusTriggerAttribute(string queueName) => QueueName = queueName;

    public ServiceBusTriggerAttribute(string topicName, string subscriptionName)
    {
        TopicName = topicName;
        SubscriptionName = subscriptionName;
    }

    public string? QueueName { get; }

    public string? TopicName { get; }

    public string? SubscriptionName { get; }

    /// <summary>The setting, or section of settings, that tells the namespace.</summary>
    public string? Connection { get; set; }

    public bool IsSessionsEnabled { get; set; }

    /// <summary>The function takes an array: as many messages as are there, up to the host's batch size.</summary>
    public bool IsBatched { get; set; }

    /// <summary>Must stay true: a custom handler has no way to settle a message itself.</summary>
    public bool AutoCompleteMessages { get; set; } = true;
}
