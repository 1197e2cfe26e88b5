using System.Globalization;
using System.Text.RegularExpressions;

namespace Omni.LocalAzure.Hosting;

/// <summary>Where the parts listen. Settings are written for the default ports and are moved to the chosen ones.</summary>
public sealed partial record LocalAddresses
{
    public const int DefaultFunctions = 7071;
    public const int DefaultCosmos = 8081;
    public const int DefaultServiceBus = 5300;
    public const int DefaultDashboard = 7080;
    public const int DefaultCommunication = 7081;
    public const int DefaultGraph = 7082;
    public const int DefaultProviders = 7083;
    public const int DefaultBot = 7084;
    public const int DefaultBlobs = 10000;

    /// <summary>The account and key that every storage emulator knows: https://learn.microsoft.com/azure/storage/common/storage-use-azurite</summary>
    private const string DevelopmentStorage =
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;";

    public int Functions { get; init; } = DefaultFunctions;

    public int Cosmos { get; init; } = DefaultCosmos;

    public int ServiceBus { get; init; } = DefaultServiceBus;

    public int Dashboard { get; init; } = DefaultDashboard;

    public int Communication { get; init; } = DefaultCommunication;

    public int Graph { get; init; } = DefaultGraph;

    public int Providers { get; init; } = DefaultProviders;

    public int Bot { get; init; } = DefaultBot;

    public int Blobs { get; init; } = DefaultBlobs;

    public static string At(int port) => $"http://localhost:{port}";

    /// <summary>The setting's value with local addresses of default ports replaced.</summary>
    public string MoveTo(string value)
    {
        if (value == "UseDevelopmentStorage=true" && Blobs != DefaultBlobs)
            return $"{DevelopmentStorage}BlobEndpoint=http://127.0.0.1:{Blobs}/devstoreaccount1;";
        return LocalPorts().Replace(value, port => int.TryParse(port.ValueSpan, CultureInfo.InvariantCulture, out var number)
            ? Moved(number).ToString(CultureInfo.InvariantCulture)
            : port.Value);
    }

    private int Moved(int port) => port switch
    {
        DefaultFunctions => Functions,
        DefaultCosmos => Cosmos,
        DefaultServiceBus => ServiceBus,
        DefaultDashboard => Dashboard,
        DefaultCommunication => Communication,
        DefaultGraph => Graph,
        DefaultProviders => Providers,
        DefaultBot => Bot,
        _ => port,
    };

    [GeneratedRegex(@"(?<=\blocalhost:)[0-9]+")]
    private static partial Regex LocalPorts();
}
