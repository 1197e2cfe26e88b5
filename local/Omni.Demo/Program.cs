using Omni.Demo;
using Omni.Drivers;

if (args is not [var host, var functionKey, var settingsFile])
{
    await Console.Error.WriteLineAsync("usage: Omni.Demo <functions address> <function key> <settings file>; ./omni demo fills these in");
    return 2;
}

using var cancellation = new CancellationTokenSource(TimeSpan.FromMinutes(2));
using var api = new CustomerApi(new Uri(host), functionKey);
var stories = new Stories(LocalSettings.Read(settingsFile), TimeProvider.System.GetUtcNow());
return await new Narrator(api, Console.Out, TimeProvider.System).TellAsync(stories.All, cancellation.Token) ? 0 : 1;
