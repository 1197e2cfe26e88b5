using Microsoft.Extensions.Logging;
using Omni.LocalAzure.Functions.Handler;
using Omni.LocalAzure.Hosting;
using Omni.LocalAzure.Tests.Functions;

namespace Omni.LocalAzure.Tests.Hosting;

public sealed class StartErrors : IDisposable
{
    private const string Timer = """{ "type": "timerTrigger", "direction": "in", "name": "t", "schedule": "0 0 0 1 1 *" }""";

    private readonly ScriptRoot _root = new();
    private readonly ILoggerFactory _quiet = LoggerFactory.Create(_ => { });

    [Fact]
    public async Task Two_functions_on_one_route_are_named()
    {
        _root.WithHttp("One", "same").WithHttp("Two", "same");
        Assert.Contains("same route", await RefusalAsync<StartupException>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_setting_of_the_wrong_type_is_named()
    {
        using var root = new ScriptRoot("\"enableProxyingHttpRequest\": \"perhaps\"").With("Tick", Timer);
        Assert.Contains("host.json", await RefusalAsync<StartupException>(root), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_keys_are_named_with_a_way_out()
    {
        _root.With("Tick", Timer);
        Directory.CreateDirectory(_root.In("data", "state"));
        await File.WriteAllTextAsync(_root.In("data", "state", "keys.json"), "{");
        Assert.Contains("keys.json is damaged", await RefusalAsync<StartupException>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere", false, "nowhere")]
    [InlineData("quarantine", true, "no sessions")]
    public async Task A_trigger_on_what_is_not_there_is_named(string queue, bool sessions, string said)
    {
        _root.With("Work", $$"""{ "type": "serviceBusTrigger", "direction": "in", "name": "m", "queueName": "{{queue}}", "isSessionsEnabled": {{(sessions ? "true" : "false")}}, "connection": "Bus" }""");
        var refusal = await RefusalAsync<StartupException>();
        Assert.Contains("Work", refusal, StringComparison.Ordinal);
        Assert.Contains(said, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_cannot_be_executed_is_named()
    {
        _root.With("Tick", Timer);
        await File.WriteAllTextAsync(_root.In("app"), "no program");
        var json = await File.ReadAllTextAsync(_root.In("host.json"));
        await File.WriteAllTextAsync(_root.In("host.json"), json.Replace("\"node\"", "\"app\"", StringComparison.Ordinal));
        Assert.Contains(_root.In("app"), await RefusalAsync<HandlerFailedException>(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _quiet.Dispose();
        _root.Dispose();
    }

    private async Task<string> RefusalAsync<TException>(ScriptRoot? other = null)
        where TException : Exception
    {
        var root = other ?? _root;
        await File.WriteAllTextAsync(root.In("settings.json"), """{ "Values": { "Bus": "x" } }""");
        await using var system = new LocalSystem(
            new LocalOptions
            {
                Data = root.In("data"),
                ScriptRoot = root.Path,
                Settings = root.In("settings.json"),
                Entities = Path.Combine(AppContext.BaseDirectory, "infra", "entities.json"),
                Ports = new LocalAddresses { Functions = 0, Cosmos = 0, ServiceBus = 0, Dashboard = 0, Communication = 0, Graph = 0, Providers = 0, Bot = 0 },
            },
            _quiet);
        return (await Assert.ThrowsAsync<TException>(() => system.StartAsync(Patience.Token()))).Message;
    }
}
