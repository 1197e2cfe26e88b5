using Omni.LocalAzure.Functions.Definitions;
using Omni.LocalAzure.Functions.Invocations;
using Omni.LocalAzure.Functions.Timers;

namespace Omni.LocalAzure.Functions.Admin;

/// <summary>An invocation that somebody asks for through the administration, with a text instead of a trigger's value.</summary>
internal static class HandInvocation
{
    public static async Task RunAsync(Invoker invoker, FunctionDefinition function, string? input, DateTimeOffset now, CancellationToken stopping)
    {
        using var envelope = new Envelope();
        envelope.Begin();
        WriteData(envelope, function.Trigger, input ?? "");
        envelope.BeginMetadata();
        if (function.Trigger is ServiceBusTrigger { Many: false }) envelope.Json.WriteString("DeliveryCount", "0");
        envelope.WriteText(function.Trigger.Binding, input);
        envelope.WriteSystem(function.Name, now);
        envelope.End();
        await invoker.InvokeAsync(function.Name, Guid.NewGuid(), envelope.Bytes, stopping);
    }

    private static void WriteData(Envelope envelope, TriggerDefinition trigger, string input)
    {
        switch (trigger)
        {
            case TimerTrigger:
                TimerEnvelope.Write(envelope.Json, trigger.Binding, status: null, isPastDue: false);
                break;
            case ServiceBusTrigger { Many: true, Body: var body }:
                envelope.Text.WriteStartArray();
                if (body == BodyType.Binary) envelope.Text.WriteBase64StringValue(System.Text.Encoding.UTF8.GetBytes(input));
                else envelope.Text.WriteStringValue(input);
                envelope.Text.WriteEndArray();
                envelope.EndText(trigger.Binding);
                break;
            case ServiceBusTrigger { Body: BodyType.Binary }:
                envelope.Json.WriteBase64String(trigger.Binding, System.Text.Encoding.UTF8.GetBytes(input));
                break;
            default:
                envelope.WriteText(trigger.Binding, input);
                break;
        }
    }
}
