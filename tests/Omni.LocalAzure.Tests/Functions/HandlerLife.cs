using System.Net;
using Microsoft.Extensions.Logging;
using Omni.LocalAzure.Functions.Definitions;
using Omni.LocalAzure.Functions.Handler;

namespace Omni.LocalAzure.Tests.Functions;

public sealed class HandlerLife
{
    [Fact]
    public async Task The_handler_gets_its_port_the_script_root_and_all_settings()
    {
        var root = new ScriptRoot().WithHttp("Any", "{*rest}");
        var path = root.Path;
        await using var host = await RunningHost.StartAsync(root, settings: new Dictionary<string, string> { ["SOME_SETTING"] = "value" });
        var ready = await host.ReadyAsync();
        var seen = await host.SeenAsync(new HttpRequestMessage(HttpMethod.Get, "api/x"));
        Assert.Equal(ready.Address.Port, int.Parse(seen.GetProperty("port").GetString()!, System.Globalization.CultureInfo.InvariantCulture)); // the handler echoes it
        Assert.Equal((path, "value"), (seen.GetProperty("root").GetString(), seen.GetProperty("setting").GetString()));
        var line = await host.Log.FindAsync(line => line.Text == "handler starts");
        Assert.Equal((LogLevel.Information, "Host.Function.Console"), (line.Level, line.Category));
    }

    [Fact]
    public async Task A_crashed_handler_fails_its_requests_and_comes_back_on_the_same_port()
    {
        await using var host = await RunningHost.StartAsync(new ScriptRoot().WithHttp("Any", "{*rest}"));
        var first = await host.ReadyAsync();
        using var crashed = await host.Client.GetAsync(new Uri("api/die", UriKind.Relative));
        Assert.Equal((HttpStatusCode.InternalServerError, ""), (crashed.StatusCode, await crashed.Content.ReadAsStringAsync()));
        var second = await host.ReadyAfterAsync(first);
        var seen = await host.SeenAsync(new HttpRequestMessage(HttpMethod.Get, "api/x"));
        Assert.Equal((first.Address, second.ProcessId), (second.Address, seen.GetProperty("pid").GetInt32()));
    }

    [Fact]
    public async Task A_killed_handler_is_not_handed_out_again()
    {
        await using var host = await RunningHost.StartAsync(new ScriptRoot().WithHttp("Any", "{*rest}"));
        var killed = await host.ReadyAsync();
        using var process = System.Diagnostics.Process.GetProcessById(killed.ProcessId);
        process.Kill();
        await process.WaitForExitAsync(Patience.Token());

        Assert.NotEqual(killed.ProcessId, (await host.ReadyAsync()).ProcessId);
    }

    [Fact]
    public async Task After_three_crashes_the_host_ends()
    {
        await using var host = await RunningHost.StartAsync(new ScriptRoot().WithHttp("Any", "{*rest}"));
        var instance = await host.ReadyAsync();
        for (var crashes = 1; crashes <= 3; crashes++)
        {
            if (crashes > 1) instance = await host.ReadyAfterAsync(instance);
            using var crashed = await host.Client.GetAsync(new Uri("api/die", UriKind.Relative));
            Assert.Equal(HttpStatusCode.InternalServerError, crashed.StatusCode);
        }

        await Assert.ThrowsAsync<HandlerFailedException>(() => host.Host.Completion.WaitAsync(Patience.Token()));
    }

    [Theory]
    [InlineData("broken")]
    [InlineData("never")]
    public async Task A_handler_that_never_serves_is_started_three_times(string start)
    {
        var root = new ScriptRoot(initialization: start == "never" ? "00:00:00.5" : "00:00:30").WithHttp("Any", "{*rest}");
        await using var host = await RunningHost.StartAsync(root, settings: new Dictionary<string, string> { ["HANDLER_STARTS"] = start });
        await Assert.ThrowsAsync<HandlerFailedException>(() => host.Host.Completion.WaitAsync(Patience.Token()));
        await Assert.ThrowsAsync<HandlerFailedException>(() => host.ReadyAsync().AsTask());
    }

    [Fact]
    public async Task An_empty_answer_hangs_until_the_function_timeout_and_costs_the_handler_its_life()
    {
        var root = new ScriptRoot(timeout: "00:00:01").With("Hang", """{ "type": "timerTrigger", "direction": "in", "name": "t", "schedule": "0 0 0 1 1 *", "runOnStartup": true }""");
        await using var host = await RunningHost.StartAsync(root);
        var first = await host.ReadyAsync();
        await host.Log.FindAsync(line => line.Text.Contains("no answer within 00:00:01", StringComparison.Ordinal));
        await host.Log.FindAsync(line => line.Text.Contains("serves on port", StringComparison.Ordinal) && !line.Text.Contains($"process {first.ProcessId} ", StringComparison.Ordinal));
        var second = await host.ReadyAsync();
        Assert.Equal(first.Address, second.Address);
        Assert.NotEqual(first.ProcessId, second.ProcessId);
    }

    [Fact]
    public void Errors_half_an_hour_apart_do_not_add_up()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Payload.Now);
        var budget = new RestartBudget(time);
        for (var i = 0; i < 5; i++)
        {
            Assert.True(budget.Spend());
            time.Advance(TimeSpan.FromMinutes(30));
        }

        Assert.True(budget.Spend());
        Assert.True(budget.Spend());
        Assert.False(budget.Spend());
    }

    [Theory]
    [InlineData("""{ "type": "queueTrigger", "direction": "in", "name": "q", "queueName": "x" }""", "queueTrigger")]
    [InlineData("""{ "type": "timerTrigger", "direction": "in", "name": "t", "schedule": "* * *" }""", "NCRONTAB")]
    [InlineData("""{ "type": "timerTrigger", "direction": "in", "name": "t", "schedule": "0 * * * * *", "surprise": 1 }""", "surprise")]
    public void What_is_not_supported_is_refused_by_name(string trigger, string named)
    {
        using var root = new ScriptRoot().With("Odd", trigger);
        var refusal = Assert.Throws<UnsupportedDefinitionException>(() => Read(root));
        Assert.Contains("Odd/function.json", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_setting_nobody_knows_is_refused_by_name()
    {
        using var root = new ScriptRoot("\"port\": 5000");
        Assert.Contains("customHandler:port", Assert.Throws<UnsupportedDefinitionException>(() => Read(root)).Message, StringComparison.Ordinal);
    }

    private static Omni.LocalAzure.Functions.FunctionApp Read(ScriptRoot root) =>
        Omni.LocalAzure.Functions.FunctionApp.Read(root.Path, new LocalSettings(new Dictionary<string, string>()), olderHost: false);
}
