using System.Text.Json;
using System.Text.Json.Nodes;
using Omni.LocalAzure.Bot;
using Omni.LocalAzure.Communication;
using Omni.LocalAzure.Cosmos;
using Omni.LocalAzure.Dashboard;
using Omni.LocalAzure.Functions;
using Omni.LocalAzure.Functions.Changes;
using Omni.LocalAzure.Functions.Definitions;
using Omni.LocalAzure.Functions.Http;
using Omni.LocalAzure.Functions.Messages;
using Omni.LocalAzure.Graph;
using Omni.LocalAzure.Providers;
using Omni.LocalAzure.Providers.Sending;
using Omni.LocalAzure.ServiceBus;
using Omni.LocalAzure.ServiceBus.Rest;

#pragma warning disable CA2000 // What is made here belongs to the stack of parts, which disposes of it.

namespace Omni.LocalAzure.Hosting;

/// <summary>All stand-ins of the process and the app on them.</summary>
internal sealed class LocalSystem : IAsyncDisposable
{
    private const long MaxCosmosBody = 4 * 1024 * 1024;
    private const long MaxDashboardBody = 64 * 1024;
    private const long MaxServiceBusBody = 2 * 1024 * 1024;
    private const long MaxMail = 256L * 1024 * 1024;

    private readonly Stack<object> _parts = new();
    private readonly LocalOptions _options;
    private readonly ILoggerFactory _logging;
    private RunningApp? _app;
    private bool _isAnnounced;

    public LocalSystem(LocalOptions options, ILoggerFactory logging)
    {
        _options = options;
        _logging = logging;
    }

    /// <summary>Fails when the Functions host ends by itself; without an app it never ends.</summary>
    public Task Completion { get; private set; } = Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);

    /// <summary>Ends when the app answers.</summary>
    /// <exception cref="StartupException">A port is taken, a file is missing or says what is not supported.</exception>
    public async Task<ReadyLine> StartAsync(CancellationToken stopping)
    {
        Own(DataFolder.Take(_options));
        var entities = LocalEntities.Read(_options.Entities);
        var account = Own(new CosmosAccount(InState("cosmos.db"), TimeProvider.System));
        await entities.ProvisionAsync(account);
        var broker = Own(entities.OpenBroker(InState("servicebus.db"), TimeProvider.System));
        var settings = MailboxSettings.Read(_options);
        var mail = Own(new PostOffice(InState("graph"), TimeProvider.System));
        await mail.ProvisionAsync(settings.Mailboxes);
        var door = new FunctionsDoor();
        var sent = new SentMessages(TimeProvider.System);
        mail.Sent = message => sent.Add(message, _ => message.MessageId ?? "");
        var bot = Own(new BotChannel(ReadSetting("Bot__AppId") ?? "", () => new Uri($"{LocalAddresses.At(_app?.Addresses.Functions ?? 0)}/api/messages"), TimeProvider.System));
        var dashboard = new DashboardSources { Bot = bot, Broker = broker, Account = account, Mail = mail, Sent = sent, Database = entities.Database, App = () => _app };
        var addresses = await ServeAsync(dashboard, settings, door);
        var keys = _options.NoApp ? null : await StartAppAsync(door, new AppSurroundings(addresses, account, broker), stopping);
        var ready = ReadyLine.Of(addresses, keys);
        ready.WriteTo(InState("ready.json"));
        _isAnnounced = true;
        return ready;
    }

    public async ValueTask DisposeAsync()
    {
        if (_isAnnounced) File.Delete(InState("ready.json"));
        while (_parts.TryPop(out var part))
        {
            if (part is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync();
            else (part as IDisposable)?.Dispose();
        }
    }

    private async Task<LocalAddresses> ServeAsync(DashboardSources sources, MailboxSettings mailboxes, FunctionsDoor door)
    {
        var wanted = _options.Ports;
        var faults = new SendFaults();
        return wanted with
        {
            Cosmos = await ServeAsync(
                new LocalPart("Cosmos DB", "--cosmos-port", wanted.Cosmos, MaxCosmosBody) { OwnNamesOnly = true },
                application => application.MapCosmos(sources.Account)),
            ServiceBus = await ServeAsync(
                new LocalPart("Service Bus", "--servicebus-port", wanted.ServiceBus, MaxServiceBusBody) { OwnNamesOnly = true },
                application => application.MapServiceBus(
                    sources.Broker, new SharedAccessKeys(SharedAccessKeys.Emulator, TimeProvider.System), new FaultSwitch(TimeProvider.System))),
            Graph = await ServeAsync(
                new LocalPart("Microsoft Graph", "--graph-port", wanted.Graph, MaxMail) { OwnNamesOnly = true },
                application => application.MapGraphMail(sources.Mail, mailboxes.AccessToken)),
            Dashboard = await ServeAsync(
                new LocalPart("the dashboard", "--dashboard-port", wanted.Dashboard, MaxDashboardBody) { AddServices = DashboardEndpoints.AddDashboard },
                application => application.MapDashboard(sources)),
            Providers = await ServeAsync(
                new LocalPart("the providers' APIs", "--providers-port", wanted.Providers, ProviderEndpoints.LargestFile) { OwnNamesOnly = true },
                application => application.MapProviders(new MediaShelf(), sources.Sent, faults, ProviderSecrets.From(ReadSetting))),
            Communication = await ServeAsync(
                new LocalPart("Communication Services", "--communication-port", wanted.Communication, CommunicationEndpoints.LargestRequest) { OwnNamesOnly = true },
                application => application.MapCommunication(
                    CommunicationKey.From(ReadSetting("Communication"), token: null, TimeProvider.System),
                    new CommunicationOutbox(sources.Sent, faults, report => PublishAsync(sources.Broker, report), TimeProvider.System))),
            Bot = await ServeBotAsync(sources, faults, wanted.Bot),
            Functions = _options.NoApp
                ? wanted.Functions
                : await ServeAsync(new LocalPart("the Functions host", "--port", wanted.Functions, FunctionsDoor.MaxRequestBody), door.Map),
        };
    }

    private async Task<int> ServeBotAsync(DashboardSources sources, SendFaults faults, int wanted)
    {
        var port = await ServeAsync(
            new LocalPart("the Bot Connector", "--bot-port", wanted, BotEndpoints.LargestRequest) { OwnNamesOnly = true },
            application => application.MapBot(sources.Bot, sources.Sent, faults));
        sources.Bot.ServiceUrl = $"{LocalAddresses.At(port)}/";
        return port;
    }

    /// <summary>As the subscription of Event Grid puts events onto its queue.</summary>
    private static Task PublishAsync(Broker broker, JsonObject report) =>
        broker.SendAsync("acs-events", [new BrokerMessage { Body = JsonSerializer.SerializeToUtf8Bytes(report, SendingJson.Default.JsonObject), ContentType = "application/json" }]);

    private async Task<FunctionKeys> StartAppAsync(FunctionsDoor door, AppSurroundings surroundings, CancellationToken stopping)
    {
        try
        {
            return await OpenAppAsync(door, surroundings, stopping);
        }
        catch (Exception failure) when (failure is UnsupportedDefinitionException or InvalidDataException or IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StartupException(failure.Message, failure);
        }
    }

    private async Task<FunctionKeys> OpenAppAsync(FunctionsDoor door, AppSurroundings surroundings, CancellationToken stopping)
    {
        var app = FunctionApp.Read(_options.ScriptRoot, LocalSettings.Read(_options.Settings, surroundings.Addresses.MoveTo).WithIdentity(LocalAddresses.At(surroundings.Addresses.Bot)), _options.OlderHost);
        TriggerEntities.Check(app, surroundings.Broker, surroundings.Account);
        var keys = FunctionKeys.Open(InState("keys.json"), app.Functions.Select(function => function.Name));
        var sources = new TriggerSources
        {
            Messages = new BrokerMessages(surroundings.Broker),
            Changes = new AccountChanges(surroundings.Account),
            State = Own(new HostState(InState("host.db"))),
        };
        var host = Own(new FunctionsHost(app, sources, new ListenerContext(TimeProvider.System, _logging)));
        door.Open(app, host, keys);
        Completion = host.Completion;
        _app = new RunningApp(app, host, surroundings.Addresses);
        await await Task.WhenAny(host.Handler.WaitUntilReadyAsync(stopping).AsTask(), host.Completion);
        return keys;
    }

    /// <summary>Without settings that can be read nobody has a token; whether the app can do without them is found out when it starts.</summary>
    private string? ReadSetting(string name)
    {
        try
        {
            return LocalSettings.Read(_options.Settings, static value => value).Find(name);
        }
        catch (Exception failure) when (failure is UnsupportedDefinitionException or IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private string InState(string file) => Path.Combine(_options.State, file);

    private async Task<int> ServeAsync(LocalPart part, Action<WebApplication> map)
    {
        var port = Own(await LocalPort.ServeAsync(part, _logging, map));
        return port.Number;
    }

    private T Own<T>(T part)
        where T : class
    {
        _parts.Push(part);
        return part;
    }

    private sealed record AppSurroundings(LocalAddresses Addresses, CosmosAccount Account, Broker Broker);
}
