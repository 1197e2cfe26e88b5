using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Omni.EndToEnd.Tests.Running;

/// <summary>Microsoft 365 Agents Playground as a process: a chat client for bots with a connector of its own.</summary>
/// <remarks>https://www.npmjs.com/package/@microsoft/m365agentsplayground</remarks>
internal sealed class Playground : IAsyncDisposable
{
    private readonly Process _process;

    private Playground(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <param name="bot">Where the bot takes activities.</param>
    /// <param name="channel">The one it plays.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<Playground> StartAsync(Uri bot, string channel, CancellationToken cancellation)
    {
        var folder = Path.Combine(Checkout.Root, "tests", "playground-js");
        var port = FreePort();
        var start = new ProcessStartInfo("node") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "node_modules/@microsoft/m365agentsplayground/cli.js", "start", "--app-endpoint", bot.AbsoluteUri, "--channel-id", channel, "--port", port.ToString(CultureInfo.InvariantCulture),
            "--disable-telemetry", "true",
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("Listening on", StringComparison.Ordinal) == true) listening.TrySetResult();
        };
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException("The playground ended while it started: run npm ci in tests/playground-js."));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await listening.Task.WaitAsync(cancellation);
        return new Playground(process, new Uri($"http://localhost:{port.ToString(CultureInfo.InvariantCulture)}/"));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
