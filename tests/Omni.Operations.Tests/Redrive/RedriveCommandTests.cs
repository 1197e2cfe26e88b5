using Azure.Core;
using Omni.Operations.Redrive;

namespace Omni.Operations.Tests.Redrive;

public sealed class RedriveCommandTests : IAsyncLifetime
{
    private readonly LocalBus _bus = new();

    public Task InitializeAsync() => _bus.InitializeAsync();

    public Task DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task Without_a_namespace_it_works_on_the_system_that_runs_on_this_machine()
    {
        await _bus.KillAsync("a", "b");
        Directory.CreateDirectory(Path.Combine(_bus.Data, "state"));
        await File.WriteAllTextAsync(Path.Combine(_bus.Data, "state", "ready.json"), $$"""{"serviceBus":"{{_bus.Address}}"}""");

        var seen = await RunAsync("contacts/customers", "--data", _bus.Data);

        Assert.Equal((0, "contacts/customers: 2 sent again, 0 left", ""), (seen.ExitCode, seen.Output.Trim(), seen.Error));
        Assert.Equal(2, _bus.OnTheTopic.Count);
    }

    [Theory]
    [InlineData(1, "nothing is running: start ./omni up", "contacts/customers", "--data", "/nowhere")]
    [InlineData(1, "--namespace is a host name", "contacts/customers", "--namespace", "https://name.servicebus.windows.net/")]
    [InlineData(2, "Name a queue, or a topic and its subscription", "contacts/customers/more")]
    [InlineData(2, "--max is a number from 1 to 2,147,483,647.", "quarantine", "--max", "0")]
    public async Task What_is_wrong_is_said_with_what_to_do(int exitCode, string said, params string[] arguments)
    {
        var seen = await RunAsync(arguments);

        Assert.Equal(exitCode, seen.ExitCode);
        Assert.Contains(said, seen.Error, StringComparison.Ordinal);
    }

    private static Task<Terminal> RunAsync(params string[] arguments) =>
        Terminal.RunAsync(RedriveCommand.Create(Repository.Checkout, new Lazy<TokenCredential>(() => throw new InvalidOperationException("Nobody signs in here."))), arguments);
}
