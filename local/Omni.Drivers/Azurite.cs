using System.Diagnostics;
using System.Globalization;

namespace Omni.Drivers;

/// <summary>The storage emulator as a process of its own on a free port, forgetting everything at its end.</summary>
public sealed class Azurite : IAsyncDisposable
{
    private const string Ready = "successfully listens on ";

    private readonly Process _process;

    private Azurite(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public string ConnectionString =>
        "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + string.Create(CultureInfo.InvariantCulture, $"BlobEndpoint={Address}devstoreaccount1");

    /// <param name="repository">The root of the checkout, where <c>npm ci</c> in local/azurite has installed the emulator.</param>
    /// <exception cref="InvalidOperationException">It is not installed, or ended before it listened.</exception>
    public static Task<Azurite> StartAsync(string repository) => StartAsync(repository, []);

    /// <summary>Over HTTPS, where it takes tokens of identities as well.</summary>
    /// <param name="repository">The root of the checkout.</param>
    /// <param name="certificate">A file in PEM.</param>
    /// <param name="key">The certificate's.</param>
    public static Task<Azurite> StartAsync(string repository, string certificate, string key) =>
        StartAsync(repository, ["--oauth", "basic", "--cert", certificate, "--key", key]);

    private static async Task<Azurite> StartAsync(string repository, string[] more)
    {
        var program = Path.Combine(repository, "local", "azurite", "node_modules", ".bin", "azurite-blob");
        if (!File.Exists(program)) throw new InvalidOperationException("Azurite is not installed: run npm ci in local/azurite.");

        string[] arguments = ["--blobHost", "127.0.0.1", "--blobPort", "0", "--silent", "--disableTelemetry", "--inMemoryPersistence", .. more];
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!; // a program that exists is started
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.Split(Ready) is [_, var address]) return new Azurite(process, new Uri(address.Trim()));

        process.Dispose();
        throw new InvalidOperationException("Azurite ended before it listened.");
    }

    /// <summary>From now on it takes connections and answers nobody, as storage that is away does.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>It answers again, those who still wait as well.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
