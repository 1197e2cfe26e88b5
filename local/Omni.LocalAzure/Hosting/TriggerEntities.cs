using Omni.LocalAzure.Cosmos;
using Omni.LocalAzure.Functions;
using Omni.LocalAzure.Functions.Definitions;
using Omni.LocalAzure.ServiceBus;

namespace Omni.LocalAzure.Hosting;

/// <summary>What the triggers of an app listen to has to be among the entities.</summary>
internal static class TriggerEntities
{
    /// <exception cref="StartupException">A trigger listens to what does not exist, or the wrong way.</exception>
    public static void Check(FunctionApp app, Broker broker, CosmosAccount account)
    {
        foreach (var function in app.Functions.Where(function => !function.Disabled))
        {
            if (function.Trigger is ServiceBusTrigger messages) Check(function.Name, messages, broker);
            else if (function.Trigger is CosmosTrigger changes && !account.ContainerNames(changes.Database).Contains(changes.Container))
                throw new StartupException($"{function.Name}: there is no container {changes.Database}/{changes.Container}.");
        }
    }

    private static void Check(string function, ServiceBusTrigger trigger, Broker broker)
    {
        try
        {
            if (broker.Describe(trigger.EntityPath).RequiresSession == trigger.Sessions) return;
        }
        catch (EntityNotFoundException missing)
        {
            throw new StartupException($"{function}: {missing.Message}", missing);
        }

        throw new StartupException($"{function}: {trigger.EntityPath} {(trigger.Sessions ? "has no sessions" : "requires sessions")}; 'isSessionsEnabled' has to say the same.");
    }
}
