using System.Text.Json;
using Omni.Demo;
using Omni.Drivers;

if (args is not [var readyFile, var settingsFile])
{
    await Console.Error.WriteLineAsync("usage: Omni.Demo <ready.json of the running system> <settings file>; ./omni demo fills these in");
    return 2;
}

using var cancellation = new CancellationTokenSource(TimeSpan.FromMinutes(2));
using var ready = JsonDocument.Parse(await File.ReadAllBytesAsync(readyFile, cancellation.Token));
using var api = new CustomerApi(new Uri(Said("functions")), Said("functionKey"));
var stories = new Stories(LocalSettings.Read(settingsFile), Said("functions"), TimeProvider.System.GetUtcNow());
try
{
    return await new Narrator(api, Console.Out, TimeProvider.System).TellAsync(stories.All, cancellation.Token) ? 0 : 1;
}
catch (HttpRequestException)
{
    await Console.Error.WriteLineAsync($"Nothing answers at {Said("functions")}: is ./omni up still running?");
    return 1;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("The contacts were taken, but are not on their timelines after two minutes: the dashboard shows where they wait.");
    return 1;
}

string Said(string name) => ready.RootElement.GetProperty(name).GetString() ?? "";
