#:property RestorePackagesWithLockFile=false
#:package Azure.Identity

// Registers what the subscription needs and no template asks for: a subnet delegated to Microsoft.App does not register its provider.
// https://learn.microsoft.com/azure/azure-functions/flex-consumption-how-to
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Identity;

if (!bool.TryParse(Environment.GetEnvironmentVariable("VNET_ENABLED"), out var vnetEnabled) || !vnetEnabled)
    return 0;

if (Environment.GetEnvironmentVariable("AZURE_SUBSCRIPTION_ID") is not { Length: > 0 } subscription)
{
    await Console.Error.WriteLineAsync("AZURE_SUBSCRIPTION_ID is missing: run this through azd, such as azd hooks run preprovision.");
    return 1;
}

var token = await new AzureDeveloperCliCredential().GetTokenAsync(new TokenRequestContext(["https://management.azure.com/.default"]), CancellationToken.None);
using var management = new HttpClient { BaseAddress = new Uri($"https://management.azure.com/subscriptions/{subscription}/providers/") };
management.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
return await RegisterAsync("Microsoft.App") ? 0 : 1;

async Task<bool> RegisterAsync(string provider)
{
    using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5), TimeProvider.System);
    using var pause = new PeriodicTimer(TimeSpan.FromSeconds(5), TimeProvider.System);
    try
    {
        if (await IsRegisteredAsync(provider, patience.Token)) return true;
        using var answer = await management.PostAsync(new Uri($"{provider}/register?api-version=2021-04-01", UriKind.Relative), null, patience.Token);
        answer.EnsureSuccessStatusCode();
        Console.WriteLine($"Registering the provider {provider} ...");
        while (!await IsRegisteredAsync(provider, patience.Token)) await pause.WaitForNextTickAsync(patience.Token);
        return true;
    }
    catch (Exception failure) when (failure is OperationCanceledException or HttpRequestException)
    {
        await Console.Error.WriteLineAsync(
            $"The provider {provider} could not be registered ({failure.Message}). Ask an owner of the subscription: az provider register --namespace {provider}");
        return false;
    }
}

async Task<bool> IsRegisteredAsync(string provider, CancellationToken cancellation)
{
    var answer = await management.GetStringAsync(new Uri($"{provider}?api-version=2021-04-01", UriKind.Relative), cancellation);
    return (string?)JsonNode.Parse(answer)?["registrationState"] == "Registered";
}
