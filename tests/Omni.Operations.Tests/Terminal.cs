using System.CommandLine;

namespace Omni.Operations.Tests;

/// <summary>What a person at the terminal sees of a command.</summary>
internal sealed record Terminal(int ExitCode, string Output, string Error)
{
    public static async Task<Terminal> RunAsync(Command command, params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var omni = new RootCommand { command };
        var code = await OmniCommand.RunAsync(omni, [command.Name, .. arguments], new InvocationConfiguration { Output = output, Error = error }, CancellationToken.None);
        return new Terminal(code, output.ToString(), error.ToString());
    }
}
