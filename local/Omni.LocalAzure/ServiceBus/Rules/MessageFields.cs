namespace Omni.LocalAzure.ServiceBus.Rules;

/// <summary>The values that a filter can name: <c>sys.Label</c> and its like, else an application property.</summary>
internal static class MessageFields
{
    private const string SystemPrefix = "sys.";

    private static readonly Dictionary<string, Func<BrokerMessage, object?>> SystemFields = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MessageId"] = message => message.Properties.MessageId,
        ["CorrelationId"] = message => message.Properties.CorrelationId,
        ["SessionId"] = message => message.Properties.SessionId,
        ["ReplyToSessionId"] = message => message.Properties.ReplyToSessionId,
        ["Label"] = message => message.Properties.Label,
        ["To"] = message => message.Properties.To,
        ["ReplyTo"] = message => message.Properties.ReplyTo,
        ["ContentType"] = message => message.ContentType,
    };

    /// <exception cref="InvalidDataException">A system property that this broker does not have.</exception>
    public static Func<BrokerMessage, object?> Find(string name)
    {
        if (name.StartsWith(SystemPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return SystemFields.TryGetValue(name[SystemPrefix.Length..], out var field)
                ? field
                : throw new InvalidDataException($"A filter names {name}, which is not emulated.");
        }

        var property = name.StartsWith("user.", StringComparison.OrdinalIgnoreCase) ? name["user.".Length..] : name;
        return message => message.ApplicationProperties.GetValueOrDefault(property);
    }
}
