using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Omni.LocalAzure.Functions.Handler;

/// <summary>One process of the custom handler. It gets no notice of its end: it is killed.</summary>
public sealed class HandlerProcess : IDisposable
{
    private readonly Process _process;

    private HandlerProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public Task Exited { get; private init; } = Task.CompletedTask;

    /// <summary>Known at once, while <see cref="Exited"/> waits for the rest of the output.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Only after <see cref="Exited"/>.</summary>
    public int ExitCode => _process.ExitCode;

    /// <exception cref="HandlerFailedException">The executable is missing or lacks the execute bit.</exception>
    public static HandlerProcess Start(HandlerLaunch launch, ILogger console)
    {
        var process = new Process { StartInfo = Describe(launch) };
        process.OutputDataReceived += (_, line) => Write(console, line.Data, isError: false);
        process.ErrorDataReceived += (_, line) => Write(console, line.Data, isError: true);
        try
        {
            process.Start();
        }
        catch (Win32Exception failure)
        {
            process.Dispose();
            throw new HandlerFailedException($"{launch.Configuration.Executable} cannot be started: {failure.Message}", failure);
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new HandlerProcess(process) { Exited = process.WaitForExitAsync() };
    }

    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It, or one of its children, ended by itself in the meantime.
        }
    }

    public void Dispose() => _process.Dispose();

    private static ProcessStartInfo Describe(HandlerLaunch launch)
    {
        var start = new ProcessStartInfo(launch.Configuration.Executable, launch.Configuration.Arguments)
        {
            WorkingDirectory = launch.Configuration.WorkingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in launch.Settings) start.Environment[name] = value;
        var port = launch.Port.ToString(CultureInfo.InvariantCulture);
        var id = Guid.NewGuid().ToString();
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = port;
        start.Environment["FUNCTIONS_HTTPWORKER_PORT"] = port;
        start.Environment["FUNCTIONS_CUSTOMHANDLER_WORKER_ID"] = id;
        start.Environment["FUNCTIONS_HTTPWORKER_ID"] = id;
        start.Environment["FUNCTIONS_APP_ROOT_PATH"] = launch.ScriptRoot;
        return start;
    }

    private static void Write(ILogger console, string? line, bool isError)
    {
        if (string.IsNullOrEmpty(line)) return;
        if (isError) HandlerLog.ConsoleError(console, line);
        else HandlerLog.ConsoleLine(console, line);
    }
}
