using Cronos;

namespace Omni.LocalAzure.Functions.Definitions;

/// <summary>From the trigger binding of a function.json to what the listeners need, application settings in %…% filled in.</summary>
internal static class TriggerReader
{
    public static TriggerDefinition Read(string function, BindingJson binding, LocalSettings settings) => binding.Type switch
    {
        "httpTrigger" => Http(function, binding),
        "serviceBusTrigger" => ServiceBus(binding, settings),
        "timerTrigger" => Timer(binding, settings),
        "cosmosDBTrigger" => Cosmos(binding, settings),
        _ => throw new UnsupportedDefinitionException($"trigger type '{binding.Type}' is not supported here"),
    };

    private static HttpTrigger Http(string function, BindingJson binding)
    {
        var level = binding.AuthLevel?.ToUpperInvariant() switch
        {
            null or "FUNCTION" => AuthorizationLevel.Function,
            "ANONYMOUS" => AuthorizationLevel.Anonymous,
            "ADMIN" => AuthorizationLevel.Admin,
            _ => throw new UnsupportedDefinitionException($"authLevel '{binding.AuthLevel}' is not anonymous, function or admin"),
        };
        var route = string.IsNullOrEmpty(binding.Route) ? function : binding.Route;
        if (route.StartsWith("admin", StringComparison.OrdinalIgnoreCase) || route.StartsWith("runtime", StringComparison.OrdinalIgnoreCase))
            throw new UnsupportedDefinitionException($"route '{route}' belongs to the host");
        var methods = (binding.Methods ?? []).Select(method => method.ToUpperInvariant()).ToHashSet(StringComparer.Ordinal);
        return new HttpTrigger(binding.Name, level, methods, route);
    }

    private static ServiceBusTrigger ServiceBus(BindingJson binding, LocalSettings settings)
    {
        var entity = (settings.Fill(binding.QueueName), settings.Fill(binding.TopicName), settings.Fill(binding.SubscriptionName)) switch
        {
            ({ } queue, null, null) => queue,
            (null, { } topic, { } subscription) => $"{topic}/Subscriptions/{subscription}",
            _ => throw new UnsupportedDefinitionException("a queueName, or a topicName with a subscriptionName, is needed"),
        };
        return new ServiceBusTrigger(binding.Name, entity, binding.IsSessionsEnabled, Many(binding), Body(binding));
    }

    private static TimerTrigger Timer(BindingJson binding, LocalSettings settings)
    {
        var schedule = settings.Fill(binding.Schedule) ?? throw new UnsupportedDefinitionException("a schedule is needed");
        if (!CronExpression.TryParse(schedule, CronFormat.IncludeSeconds, out _))
            throw new UnsupportedDefinitionException($"schedule '{schedule}' is not NCRONTAB with six fields");
        return new TimerTrigger(binding.Name, schedule, binding.RunOnStartup, binding.UseMonitor ?? true);
    }

    private static CosmosTrigger Cosmos(BindingJson binding, LocalSettings settings)
    {
        var database = settings.Fill(binding.DatabaseName) ?? throw new UnsupportedDefinitionException("a databaseName is needed");
        var container = settings.Fill(binding.ContainerName) ?? throw new UnsupportedDefinitionException("a containerName is needed");
        var leases = $"{settings.Fill(binding.LeaseDatabaseName) ?? database}/{settings.Fill(binding.LeaseContainerName) ?? "leases"}";
        var lease = $"{leases}/{settings.Fill(binding.LeaseContainerPrefix)}/{database}/{container}";
        var reading = new FeedReading(
            binding.StartFromBeginning, binding.MaxItemsPerInvocation ?? 100, TimeSpan.FromMilliseconds(binding.FeedPollDelay ?? 5000));
        return new CosmosTrigger(binding.Name, database, container, lease, reading);
    }

    private static bool Many(BindingJson binding) => binding.Cardinality switch
    {
        null or "one" => false,
        "many" => true,
        _ => throw new UnsupportedDefinitionException($"cardinality '{binding.Cardinality}' is not one or many"),
    };

    private static BodyType Body(BindingJson binding) => binding.DataType switch
    {
        null or "" => BodyType.Unspecified,
        "string" => BodyType.Text,
        "binary" => BodyType.Binary,
        _ => throw new UnsupportedDefinitionException($"dataType '{binding.DataType}' is not string or binary"),
    };
}
