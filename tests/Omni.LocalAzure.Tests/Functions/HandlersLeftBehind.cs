using System.Diagnostics;
using Omni.LocalAzure.Functions;
using Omni.LocalAzure.Functions.Handler;

namespace Omni.LocalAzure.Tests.Functions;

public sealed class HandlersLeftBehind : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("left-");
    private readonly HostState _state;
    private readonly Process _process = Process.Start("sleep", "600");

    public HandlersLeftBehind() => _state = new HostState(Path.Combine(_folder.FullName, "host.db"));

    [Fact]
    public async Task The_handler_of_a_killed_host_is_ended_at_the_next_start()
    {
        await new RememberedHandler(_state).KeepAsync(_process.Id);

        new RememberedHandler(_state).EndLeftBehind();

        await _process.WaitForExitAsync(Patience.Token());
    }

    [Fact]
    public async Task Another_process_with_its_number_is_left_alone()
    {
        await _state.KeepAsync("handler/process", $"{_process.Id} 1 {_folder.FullName}/app");

        new RememberedHandler(_state).EndLeftBehind();

        await Assert.ThrowsAsync<TimeoutException>(() => _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMilliseconds(200)));
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
        _state.Dispose();
        _folder.Delete(recursive: true);
    }
}
