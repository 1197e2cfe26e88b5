using System.CommandLine;
using System.CommandLine.Help;
using Azure;
using Azure.Core;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Operations.Costs;
using Omni.Operations.Redrive;
using Omni.Operations.Secrets;

namespace Omni.Operations;

/// <summary>The commands for those who run the hub, as <c>./omni</c> offers them.</summary>
internal static class OmniCommand
{
    /// <returns>The exit code: 0 when all was done, 1 when something is left to do, 2 when the command line is wrong.</returns>
    public static async Task<int> RunAsync(Command omni, IReadOnlyList<string> arguments, InvocationConfiguration console, CancellationToken cancellation)
    {
        console.EnableDefaultExceptionHandler = false;
        var parsed = omni.Parse(arguments);
        try
        {
            var code = await parsed.InvokeAsync(console, cancellation);
            return parsed.Errors.Count > 0 ? 2 : code;
        }
        catch (Exception failure) when (Explain(failure) is { } explanation)
        {
            await console.Error.WriteLineAsync($"omni: {explanation}");
            return 1;
        }
    }

    public static Command Create(Checkout checkout)
    {
        // The person's own sign-in: az login, azd auth login, or the identity of a pipeline.
        var credential = new Lazy<TokenCredential>(() => new DefaultAzureCredential());
        return new Command("./omni", "Commands for those who run the hub")
        {
            new HelpOption(),
            CostCommand.Create(checkout),
            RedriveCommand.Create(checkout, credential),
            SecretsCommand.Create(checkout, vault => new SecretClient(vault, credential.Value), HiddenPrompt.ReadAsync),
        };
    }

    private static string? Explain(Exception failure) => failure switch
    {
        OperationFailedException => failure.Message,
        AuthenticationFailedException => "not signed in to Azure: run az login or azd auth login",
        UnauthorizedAccessException => "the bus refused the sign-in: the role Azure Service Bus Data Owner is needed",
        ServiceBusException refusal => $"the bus refused ({refusal.Reason})",
        RequestFailedException { Status: 403 } => "the Key Vault refused the sign-in: the role Key Vault Secrets Officer is needed",
        RequestFailedException refusal => $"the Key Vault refused ({refusal.Status} {refusal.ErrorCode})",
        _ => null,
    };
}
