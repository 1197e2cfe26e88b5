using Omni.LocalAzure.Bot;
using Omni.LocalAzure.Cosmos;
using Omni.LocalAzure.Functions;
using Omni.LocalAzure.Graph;
using Omni.LocalAzure.Hosting;
using Omni.LocalAzure.Providers.Sending;
using Omni.LocalAzure.ServiceBus;

namespace Omni.LocalAzure.Dashboard;

/// <summary>What the dashboard shows and steers.</summary>
public sealed record DashboardSources
{
    public required Broker Broker { get; init; }

    public required CosmosAccount Account { get; init; }

    public required PostOffice Mail { get; init; }

    /// <summary>What the business wrote to people.</summary>
    public required SentMessages Sent { get; init; }

    /// <summary>Where people talk to the bot.</summary>
    public required BotChannel Bot { get; init; }

    public required string Database { get; init; }

    /// <summary>Null before the app is started, and without one.</summary>
    public required Func<RunningApp?> App { get; init; }
}

/// <summary>The app on its host.</summary>
public sealed record RunningApp(FunctionApp App, FunctionsHost Host, LocalAddresses Addresses);
