using System.Diagnostics;

namespace Omni.LocalAzure.Tests.Cosmos;

/// <summary>
/// The contract and the cases of SQL once more in the modes that the client reads from the environment of its process: so in a process of its own.
/// </summary>
public sealed class ClientModes
{
    /// <summary>The client plans queries with the service's compiler, which it has within, and sends what that makes of them.</summary>
    internal const string NativePlan = "AZURE_COSMOS_USE_QUERY_PLAN_INTEROP_LINUX";

    private const string Contract = "FullyQualifiedName~Cosmos&(FullyQualifiedName~ContractTests|FullyQualifiedName~SqlCaseTests.The_SDK)";

    [Theory]
    [InlineData(NativePlan)]
    [InlineData("AZURE_COSMOS_OPTIMISTIC_DIRECT_EXECUTION_ENABLED")]
    public async Task The_contract_holds_with(string variable)
    {
        var start = new ProcessStartInfo("dotnet", ["test", typeof(ClientModes).Assembly.Location, "--nologo", "--filter", Contract])
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
