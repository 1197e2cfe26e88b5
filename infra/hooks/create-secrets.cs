#:property RestorePackagesWithLockFile=false
#:package Azure.Identity

// Makes each secret of ../settings.json that is missing, once; what people filled in stays. No secret is ever empty: an empty one keeps
// a Flex Consumption app from reading any of its secrets. What nobody filled in yet holds a text that the app takes as not set.
// Goes through Resource Manager, which reaches a vault in a private network, and needs no role that would have to spread first.
using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Identity;

const string Salt = "Omni--IdSalt";
const int SaltBytes = 32;

string[] needed = ["AZURE_SUBSCRIPTION_ID", "AZURE_RESOURCE_GROUP", "AZURE_KEY_VAULT_NAME", "AZURE_FUNCTION_NAME"];
if (needed.FirstOrDefault(name => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name))) is { } missing)
{
    await Console.Error.WriteLineAsync($"{missing} is missing: run this through azd after azd provision, such as azd hooks run postprovision.");
    return 1;
}

var values = needed.Select(Environment.GetEnvironmentVariable).ToArray();
var providers = $"https://management.azure.com/subscriptions/{values[0]}/resourceGroups/{values[1]}/providers";
var vault = $"{providers}/Microsoft.KeyVault/vaults/{values[2]}";
var app = $"{providers}/Microsoft.Web/sites/{values[3]}";
var settings = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine((string)AppContext.GetData("EntryPointFileDirectoryPath")!, "..", "settings.json")))!; // dotnet run sets it; the file is ours

var token = await new AzureDeveloperCliCredential().GetTokenAsync(new TokenRequestContext(["https://management.azure.com/.default"]), CancellationToken.None);
using var management = new HttpClient();
management.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);

foreach (var secret in settings["secrets"]!.AsArray().Select(entry => (string)entry!["secret"]!))
{
    if (await ExistsAsync(secret)) continue;
    var status = await CreateAsync(secret, secret == Salt ? Convert.ToBase64String(RandomNumberGenerator.GetBytes(SaltBytes)) : (string)settings["unset"]!);
    if ((int)status is < 200 or > 299)
    {
        await Console.Error.WriteLineAsync(
            $"The secret {secret} could not be made in {values[2]} ({(int)status} {status}). 403: you need the role Contributor on the resource group. "
            + $"409: it was deleted; bring it back with az keyvault secret recover --vault-name {values[2]} --name {secret}.");
        return 1;
    }

    Console.WriteLine($"Made the secret {secret}");
}

// The app reads its secrets anew at once; otherwise within a day, or when it starts again.
using var refreshed = await management.PostAsync(new Uri($"{app}/config/configreferences/appsettings/refresh?api-version=2022-03-01"), null);
Console.WriteLine(refreshed.IsSuccessStatusCode
    ? "The app reads its secrets anew."
    : $"The app was not told to read its secrets anew ({(int)refreshed.StatusCode}): they count from its next start.");
return 0;

async Task<bool> ExistsAsync(string secret)
{
    using var answer = await management.GetAsync(AddressOf(secret));
    if (answer.StatusCode == HttpStatusCode.NotFound) return false;
    answer.EnsureSuccessStatusCode();
    return true;
}

async Task<HttpStatusCode> CreateAsync(string secret, string value)
{
    var document = new JsonObject { ["properties"] = new JsonObject { ["value"] = value } };
    using var content = new StringContent(document.ToJsonString(), Encoding.UTF8, MediaTypeNames.Application.Json);
    using var answer = await management.PutAsync(AddressOf(secret), content);
    return answer.StatusCode;
}

Uri AddressOf(string secret) => new($"{vault}/secrets/{secret}?api-version=2024-11-01");
