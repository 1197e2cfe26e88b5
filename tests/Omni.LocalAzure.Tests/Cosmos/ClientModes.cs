using System.Diagnostics;

namespace Omni.LocalAzure.Tests.Cosmos;

/// <summary>
/// The contract once more in the modes that the client reads from the environment of its process: so in a process of its own. With its own
/// query plan the client refuses some queries itself, such as sums of aggregates, so the cases of SQL are left out there.
/// </summary>
public sealed class ClientModes
{
    [Theory]
    [InlineData("AZURE_COSMOS_USE_QUERY_PLAN_INTEROP_LINUX", "FullyQualifiedName~ContractTests")]
    [InlineData("AZURE_COSMOS_OPTIMISTIC_DIRECT_EXECUTION_ENABLED", "(FullyQualifiedName~ContractTests|FullyQualifiedName~SqlCaseTests.The_SDK)")]
    public async Task The_contract_holds_with(string variable, string tests)
    {
        var start = new ProcessStartInfo("dotnet", ["test", typeof(ClientModes).Assembly.Location, "--nologo", "--filter", $"FullyQualifiedName~Cosmos&{tests}"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment[variable] = "true";
        using var run = Process.Start(start)!; // a program that exists is started

        var said = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();

        Assert.True(run.ExitCode == 0 && said.Contains("Passed!", StringComparison.Ordinal), said);
    }
}
