using System.Diagnostics;

namespace Omni.LocalAzure.Tests.Blobs;

/// <summary>The storage emulator of the repository on a free port; it is installed by <c>npm ci</c> in local/azurite.</summary>
public sealed class AzuriteServer : IAsyncLifetime
{
    private const string Ready = "successfully listens on ";

    private Process? _process;
    private string? _address;

    public string ConnectionString =>
        "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + $"BlobEndpoint={_address}/devstoreaccount1";

    public async Task InitializeAsync()
    {
        _process = Process.Start(new ProcessStartInfo(
            Find(),
            ["--blobHost", "127.0.0.1", "--blobPort", "0", "--silent", "--disableTelemetry", "--inMemoryPersistence"])
        {
            RedirectStandardOutput = true,
        })!; // a program that exists is started
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _address = line.Split(Ready) is [_, var address] ? address : null;
            if (_address is not null) return;
        }

        throw new InvalidOperationException("Azurite ended before it listened.");
    }

    public async Task DisposeAsync()
    {
        if (_process is null) return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var program = Path.Combine(folder.FullName, "local", "azurite", "node_modules", ".bin", "azurite-blob");
            if (File.Exists(program)) return program;
        }

        throw new InvalidOperationException("Azurite is not installed: run npm ci in local/azurite.");
    }
}
