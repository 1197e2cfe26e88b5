using System.Text.Json;
using System.Text.Json.Serialization;
using Omni.LocalAzure.Functions.Http;
using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.Hosting;

/// <summary>Printed on one line when everything answers, for programs that started the process.</summary>
internal sealed record ReadyLine
{
    public required string Functions { get; init; }

    public required string Cosmos { get; init; }

    public required string ServiceBus { get; init; }

    public required string Dashboard { get; init; }

    public required string Communication { get; init; }

    public required string Graph { get; init; }

    public required string Providers { get; init; }

    public required string Bot { get; init; }

    public string? FunctionKey { get; init; }

    public string? MasterKey { get; init; }

    public static ReadyLine Of(LocalAddresses addresses, FunctionKeys? keys) => new()
    {
        Functions = LocalAddresses.At(addresses.Functions),
        Cosmos = LocalAddresses.At(addresses.Cosmos),
        ServiceBus = LocalAddresses.At(addresses.ServiceBus),
        Dashboard = LocalAddresses.At(addresses.Dashboard),
        Communication = LocalAddresses.At(addresses.Communication),
        Graph = LocalAddresses.At(addresses.Graph),
        Providers = LocalAddresses.At(addresses.Providers),
        Bot = LocalAddresses.At(addresses.Bot),
        FunctionKey = keys?.Host,
        MasterKey = keys?.Master,
    };

    /// <summary>For a person.</summary>
    public string Describe() =>
        $"""
        Functions host  {Functions}
        Cosmos DB       {Cosmos}
        Service Bus     {ServiceBus}
        Communication   {Communication}
        Microsoft Graph {Graph}/v1.0
        Dashboard       {Dashboard}
        Providers       {Providers}
        Bot Connector   {Bot}
        x-functions-key: {FunctionKey}
        """;

    /// <summary>For programs that come later: where the system of this data folder answers, and with which keys.</summary>
    public void WriteTo(string path) => OwnersFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, ReadyJson.Default.ReadyLine));

    public override string ToString() => "ready " + JsonSerializer.Serialize(this, ReadyJson.Default.ReadyLine);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReadyLine))]
internal sealed partial class ReadyJson : JsonSerializerContext;
