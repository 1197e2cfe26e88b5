using Omni.Drivers;

namespace Omni.LocalAzure.Tests.Blobs;

/// <summary>One storage emulator for the tests of a class.</summary>
public sealed class AzuriteServer : IAsyncLifetime
{
    private Azurite? _azurite;

    public string ConnectionString => _azurite?.ConnectionString ?? throw new InvalidOperationException("Azurite starts before the first test.");

    public async Task InitializeAsync() => _azurite = await Azurite.StartAsync(Repository(AppContext.BaseDirectory));

    public async Task DisposeAsync()
    {
        if (_azurite is not null) await _azurite.DisposeAsync();
    }

    internal static string Repository(string folder) =>
        File.Exists(Path.Combine(folder, "Omni.Functions.sln"))
            ? folder
            : Repository(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Run the tests from a checkout of the repository."));
}
