using System.CommandLine;
using Omni.Operations;

if (args is not [var root, .. var arguments])
{
    await Console.Error.WriteLineAsync("usage: Omni.Operations <root of the repository> <command>; ./omni fills the first in");
    return 2;
}

return await OmniCommand.RunAsync(OmniCommand.Create(new Checkout(root)), arguments, new InvocationConfiguration(), CancellationToken.None);
