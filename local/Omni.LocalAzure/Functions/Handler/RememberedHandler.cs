using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Omni.LocalAzure.Functions.Handler;

/// <summary>
/// Remembers the handler's process on disk, so that one whose host was killed is ended at the next start.
/// Where the system has no /proc nothing is remembered.
/// </summary>
public sealed class RememberedHandler(HostState state)
{
    private const string Key = "handler/process";

    /// <summary>The start time is field 22 of /proc/[id]/stat; this is its place after the name, which may hold spaces: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html</summary>
    private const int StartTime = 19;

    public Task KeepAsync(int processId) => state.KeepAsync(Key, Describe(processId) ?? "");

    /// <summary>Ends the process that was kept last, if it still runs and its number was not given to another since.</summary>
    public void EndLeftBehind()
    {
        if (state.Find(Key) is not { Length: > 0 } kept) return;
        if (!int.TryParse(kept.Split(' ')[0], CultureInfo.InvariantCulture, out var id) || Describe(id) != kept) return;
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill(entireProcessTree: true);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself in the meantime.
        }
    }

    /// <returns>What tells the process from every other: its number, start time and executable; null when there is none.</returns>
    private static string? Describe(int id)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{id}/stat");
            var started = status[(status.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[StartTime];
            var executable = new FileInfo($"/proc/{id}/exe").LinkTarget?.Replace(" (deleted)", "", StringComparison.Ordinal);
            return executable is null ? null : $"{id} {started} {executable}";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
