using System.Data.Common;
using System.Diagnostics;

namespace Omni.LocalAzure.Tests.Cosmos;

/// <summary>The account as the official client for JavaScript sees it; that is installed by <c>npm ci</c> in tests/cosmos-js.</summary>
public sealed class JavaScriptClient
{
    public static TheoryData<string> Endpoints => CosmosContract.Endpoints;

    [Theory, MemberData(nameof(Endpoints))]
    public async Task The_official_client_for_javascript_finds_what_it_expects(string endpoint)
    {
        await using var contract = await CosmosContract.OpenAsync(endpoint);
        using var node = Process.Start(new ProcessStartInfo("node", [Script(), .. Account(contract)]) { RedirectStandardOutput = true })!; // a program that exists is started

        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();

        Assert.True(node.ExitCode == 0, said);
    }

    private static string[] Account(CosmosContract contract)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = contract.ConnectionString };
        return [(string)parts["AccountEndpoint"], (string)parts["AccountKey"]];
    }

    private static string Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var project = Path.Combine(folder.FullName, "tests", "cosmos-js");
            if (Directory.Exists(Path.Combine(project, "node_modules"))) return Path.Combine(project, "contract.js");
        }

        throw new InvalidOperationException("The client is not installed: run npm ci in tests/cosmos-js.");
    }
}
