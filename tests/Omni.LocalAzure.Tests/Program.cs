namespace Omni.LocalAzure.Tests;

/// <summary>Started by durability tests as a process that can be killed; the test runner never calls it.</summary>
internal static class Program
{
    private static Task Main(string[] arguments) => arguments switch
    {
        ["broker", var path] => ServiceBus.SendingProcess.RunAsync(path),
        ["cosmos", var path] => Cosmos.WritingProcess.RunAsync(path),
        ["graph", var path] => Graph.ReceivingProcess.RunAsync(path),
        _ => Task.CompletedTask,
    };
}
