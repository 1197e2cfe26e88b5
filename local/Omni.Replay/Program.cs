using System.CommandLine;
using Omni.Replay;

if (args is not [var root, .. var arguments])
{
    await Console.Error.WriteLineAsync("usage: Omni.Replay <root of the repository> [options]; ./omni replay fills the first in");
    return 2;
}

return await ReplayCommand.RunAsync(root, arguments, new InvocationConfiguration(), CancellationToken.None);
