using System.Text.Json;
using Azure.Core;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Drivers;

namespace Omni.Operations.Redrive;

/// <summary>The bus to work on: a namespace in Azure, or that of the system running on this machine.</summary>
internal static class RunningBus
{
    public static ServiceBusClient InAzure(string fullyQualifiedNamespace, Lazy<TokenCredential> credential) =>
        Uri.CheckHostName(fullyQualifiedNamespace) == UriHostNameType.Dns && fullyQualifiedNamespace.Contains('.', StringComparison.Ordinal)
            ? new ServiceBusClient(fullyQualifiedNamespace, credential.Value)
            : throw new OperationFailedException("--namespace is a host name, such as name.servicebus.windows.net");

    public static ServiceBusClient OnThisMachine(string data, string settingsFile)
    {
        var readyFile = Path.Combine(data, "state", "ready.json");
        if (!File.Exists(readyFile))
            throw new OperationFailedException("nothing is running: start ./omni up in another terminal, or name a namespace with --namespace");
        using var ready = JsonDocument.Parse(File.ReadAllBytes(readyFile));
        var address = ready.RootElement.GetProperty("serviceBus").GetString() ?? "";
        return new ServiceBusClient(LocalSettings.Read(settingsFile).ServiceBusAt(new Uri(address)));
    }
}
