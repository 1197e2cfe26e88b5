#:property RestorePackagesWithLockFile=false

// Waits until the deployed app says that it can do its work.
using System.Net;

if (!Uri.TryCreate(Environment.GetEnvironmentVariable("HUB_BASE_URL"), UriKind.Absolute, out var hub))
{
    await Console.Error.WriteLineAsync("HUB_BASE_URL is missing: run this through azd after azd deploy, such as azd hooks run postdeploy.");
    return 1;
}

var health = new Uri(hub, "/api/health");
var last = "no answer yet";
using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5), TimeProvider.System);
using var pause = new PeriodicTimer(TimeSpan.FromSeconds(5), TimeProvider.System);
try
{
    while (!await IsReadyAsync(patience.Token)) await pause.WaitForNextTickAsync(patience.Token);
    Console.WriteLine($"Ready: {health}");
    return 0;
}
catch (OperationCanceledException) when (patience.IsCancellationRequested)
{
    await Console.Error.WriteLineAsync(
        $"The app is deployed but was not ready within 5 minutes. {health} last gave: {last}. "
        + "New roles take up to 10 minutes: ask again with azd hooks run postdeploy. If it stays so, docs/deploy.md tells where to look.");
    return 1;
}

async Task<bool> IsReadyAsync(CancellationToken cancellation)
{
    try
    {
        using var answer = await http.GetAsync(health, cancellation);
        last = $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellation)}";
        return answer.StatusCode == HttpStatusCode.OK;
    }
    catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
    {
        last = failure.Message;
        return false;
    }
}
