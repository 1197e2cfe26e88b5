namespace Omni.Worker.Generators;

internal static class TriggerNames
{
    public const string Http = "HttpTriggerAttribute";
    public const string ServiceBus = "ServiceBusTriggerAttribute";
    public const string Timer = "TimerTriggerAttribute";
    public const string CosmosDB = "CosmosDBTriggerAttribute";

    public static string BindingType(string attribute) => attribute switch
    {
        Http => "httpTrigger",
        ServiceBus => "serviceBusTrigger",
        Timer => "timerTrigger",
        _ => "cosmosDBTrigger",
    };
}
