using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Omni.Bench;

/// <summary>The published app started as the Functions host starts it, timed from process start to its answer to a first webhook call.</summary>
internal sealed class ColdStart(string scriptRoot, string settingsFile)
{
    public sealed record Result(TimeSpan Ready, double IdleMegabytes);

    public async Task<Result> RunAsync(CancellationToken cancellation)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(Path.Combine(scriptRoot, "Omni.Functions")) { WorkingDirectory = scriptRoot, RedirectStandardOutput = true };
        using var settings = JsonDocument.Parse(await File.ReadAllBytesAsync(settingsFile, cancellation));
        foreach (var value in settings.RootElement.GetProperty("Values").EnumerateObject()) start.Environment[value.Name] = value.Value.GetString();
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["FUNCTIONS_APP_ROOT_PATH"] = scriptRoot;

        var started = Stopwatch.GetTimestamp();
        using var app = Process.Start(start) ?? throw new InvalidOperationException("The published app did not start.");
        try
        {
            app.OutputDataReceived += (_, _) => { };
            app.BeginOutputReadLine();
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/") };
            while (!await AnswersAsync(http, cancellation)) await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, cancellation);
            var ready = Stopwatch.GetElapsedTime(started);
            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, cancellation); // warm-up ends, then it idles
            return new Result(ready, ProcessFigures.ResidentMegabytes(app.Id));
        }
        finally
        {
            app.Kill();
            await app.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient http, CancellationToken cancellation)
    {
        try
        {
            using var nothing = new ByteArrayContent([]);
            using var answer = await http.PostAsync(new Uri("api/webhooks/telegram", UriKind.Relative), nothing, cancellation);
            return answer.StatusCode == HttpStatusCode.Unauthorized;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
