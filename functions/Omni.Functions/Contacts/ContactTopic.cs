namespace Omni.Functions.Contacts;

/// <summary>The names of the topic every contact goes through and of its subscriptions; defined in <c>infra/entities.json</c>.</summary>
public static class ContactTopic
{
    public const string Name = "contacts";

    /// <summary>Finds the customer.</summary>
    public const string Subscription = "customers";

    /// <summary>Fetches the files, of contacts marked with <see cref="Files"/> alone.</summary>
    public const string MediaSubscription = "media";

    /// <summary>Answers for the bot, contacts marked with <see cref="Bot"/> alone.</summary>
    public const string BotSubscription = "bot";

    /// <summary>The property of a message whose contact the bot answers, and its value.</summary>
    public const string Bot = "bot";

    public const string ToBeAnswered = "wanted";

    /// <summary>The property of a message whose contact has files to be fetched, and its value.</summary>
    public const string Files = "files";

    /// <inheritdoc cref="Files"/>
    public const string ToBeFetched = "wanted";

    /// <summary>The property that counts how often a dead message was sent again. <c>./omni redrive</c> takes it away.</summary>
    public const string Redriven = "redriven";
}
