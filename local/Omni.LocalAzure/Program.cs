using System.Runtime.InteropServices;
using Omni.LocalAzure.Functions.Handler;
using Omni.LocalAzure.Hosting;

using var stopping = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var logging = LocalLogging.Create();

try
{
    var options = LocalOptions.Parse(args);
    await using var system = new LocalSystem(options, logging);
    var ready = await system.StartAsync(stopping.Token);
    Console.WriteLine(ready.Describe());
    Console.WriteLine(ready);
    await system.Completion.WaitAsync(stopping.Token);
    return 0;
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    return 0;
}
catch (Exception failure) when (failure is StartupException or HandlerFailedException)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}
