using System.CommandLine;
using Azure.Core;
using Omni.Azure.Messaging.ServiceBus;

namespace Omni.Operations.Redrive;

internal static class RedriveCommand
{
    public static Command Create(Checkout checkout, Lazy<TokenCredential> credential)
    {
        var entity = new Argument<string>("entity") { Description = "topic/subscription or queue, such as contacts/customers" };
        var inAzure = new Option<string>("--namespace") { Description = "a namespace in Azure, such as name.servicebus.windows.net; without it, the system running on this machine" };
        var max = NumberOption.Create("--max", "how many at most", 1, int.MaxValue);
        var data = new Option<string>("--data") { Description = "the data folder of the running system", DefaultValueFactory = _ => checkout.DefaultData };
        entity.Validators.Add(result =>
        {
            if (DeadLetterAddress.Parse(result.GetValueOrDefault<string>() ?? "") is null) result.AddError("Name a queue, or a topic and its subscription: contacts/customers.");
        });
        var command = new Command("redrive", "sends dead letters to their queue or topic again") { entity, inAzure, max, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var bus = parsed.GetValue(inAzure) is { } name
                ? RunningBus.InAzure(name, credential)
                : RunningBus.OnThisMachine(parsed.GetRequiredValue(data), checkout.LocalSettings);
            return await RunAsync(bus, parsed.GetRequiredValue(entity), (int)(parsed.GetValue(max) ?? int.MaxValue), parsed.InvocationConfiguration, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(ServiceBusClient bus, string path, int max, InvocationConfiguration console, CancellationToken cancellation)
    {
        var address = DeadLetterAddress.Parse(path)!; // checked by the validator
        var outcome = await new DeadLetterRedrive(bus, address).RunAsync(max, cancellation);
        foreach (var left in outcome.Left) await console.Output.WriteLineAsync($"stays dead: {left.MessageId} ({left.Reason})");
        await console.Output.WriteLineAsync($"{address}: {outcome.Sent} sent again, {outcome.Left.Count} left");
        if (outcome.Outage is not null) await console.Error.WriteLineAsync($"The bus stopped answering ({outcome.Outage}): run it again, nothing is lost.");
        return outcome is { Left.Count: 0, Outage: null } ? 0 : 1;
    }
}
