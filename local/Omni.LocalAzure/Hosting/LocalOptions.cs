using System.Globalization;

namespace Omni.LocalAzure.Hosting;

/// <summary>The command line. A port of 0 is a free one.</summary>
public sealed record LocalOptions
{
    public const string Usage =
        """
        Serves the local stand-ins of the Functions host, Cosmos DB, Service Bus, Communication Services and the mailboxes of Microsoft Graph, and the app on them.

          --port 7071  --cosmos-port 8081  --servicebus-port 5300  --dashboard-port 7080   0 takes a free port
          --communication-port 7081  --graph-port 7082
          --providers-port 7083   the part of the providers' APIs that gives files and sends messages
          --bot-port 7084         the Bot Connector, its tokens, and Direct Line
          --blob-port 10000       where Azurite listens
          --data .omni            the state is kept in its folder 'state'
          --fresh                 forgets the state
          --script-root .omni/app the published app
          --settings FILE         local.settings.json, else local.settings.sample.json
          --entities FILE         infra/entities.json
          --no-app                serves everything but the Functions host
          --older-host            acts as a Functions host from before request proxying
        """;

    public LocalAddresses Ports { get; init; } = new();

    public string Data { get; init; } = ".omni";

    public bool Fresh { get; init; }

    public string ScriptRoot { get; init; } = ".omni/app";

    public string Settings { get; init; } = File.Exists("local.settings.json") ? "local.settings.json" : "local.settings.sample.json";

    public string Entities { get; init; } = "infra/entities.json";

    public bool NoApp { get; init; }

    public bool OlderHost { get; init; }

    public string State => Path.Combine(Data, "state");

    /// <exception cref="StartupException">An argument is unknown, lacks its value or has a wrong one.</exception>
    public static LocalOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new LocalOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (options.WithFlag(arguments[i]) is { } flagged)
            {
                options = flagged;
                continue;
            }

            if (i + 1 == arguments.Count) throw new StartupException($"'{arguments[i]}' is unknown or lacks its value.\n\n{Usage}");
            options = options.WithValue(arguments[i], arguments[++i]);
        }

        return options;
    }

    private LocalOptions? WithFlag(string name) => name switch
    {
        "--fresh" => this with { Fresh = true },
        "--no-app" => this with { NoApp = true },
        "--older-host" => this with { OlderHost = true },
        _ => null,
    };

    private LocalOptions WithValue(string name, string value) => name switch
    {
        "--port" => this with { Ports = Ports with { Functions = Port(name, value) } },
        "--cosmos-port" => this with { Ports = Ports with { Cosmos = Port(name, value) } },
        "--servicebus-port" => this with { Ports = Ports with { ServiceBus = Port(name, value) } },
        "--dashboard-port" => this with { Ports = Ports with { Dashboard = Port(name, value) } },
        "--communication-port" => this with { Ports = Ports with { Communication = Port(name, value) } },
        "--graph-port" => this with { Ports = Ports with { Graph = Port(name, value) } },
        "--providers-port" => this with { Ports = Ports with { Providers = Port(name, value) } },
        "--bot-port" => this with { Ports = Ports with { Bot = Port(name, value) } },
        "--blob-port" => this with { Ports = Ports with { Blobs = Port(name, value) } },
        "--data" => this with { Data = value },
        "--script-root" => this with { ScriptRoot = value },
        "--settings" => this with { Settings = value },
        "--entities" => this with { Entities = value },
        _ => throw new StartupException($"'{name}' is unknown.\n\n{Usage}"),
    };

    private static int Port(string name, string value) =>
        ushort.TryParse(value, CultureInfo.InvariantCulture, out var port) ? port : throw new StartupException($"{name} is a number up to 65535, not '{value}'.");
}
