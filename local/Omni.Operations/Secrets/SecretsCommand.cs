using System.CommandLine;
using Azure;
using Azure.Security.KeyVault.Secrets;

namespace Omni.Operations.Secrets;

internal static class SecretsCommand
{
    private const string ReadBy = "The app reads it within a day, or at once after: azd hooks run postprovision";

    public static Command Create(Checkout checkout, Func<Uri, SecretClient> connect, Func<string, CancellationToken, Task<string>> ask)
    {
        var vault = new Option<string>("--vault") { Description = "the Key Vault's name; without it, that of the selected azd environment" };
        return new Command("secrets", "sets what providers prove themselves with; values are never shown")
        {
            Set(checkout, vault, connect, ask),
            Clear(checkout, vault, connect),
            List(checkout, vault, connect),
        };
    }

    private static Command Set(Checkout checkout, Option<string> vault, Func<Uri, SecretClient> connect, Func<string, CancellationToken, Task<string>> ask)
    {
        var (provider, key) = Names();
        var command = new Command("set", "reads the value from standard input, or asks for it unseen") { provider, key, vault };
        command.SetAction(async (parsed, cancellation) =>
        {
            var secret = SecretCatalogue.Read(checkout.Settings).Find(parsed.GetRequiredValue(provider), parsed.GetRequiredValue(key));
            var client = connect(AddressOf(checkout, parsed.GetValue(vault)));
            var value = await ask($"{secret.Owner} {secret.Key}", cancellation);
            if (value.Length == 0) throw new OperationFailedException("the value is empty: nothing was changed");
            await client.SetSecretAsync(new KeyVaultSecret(secret.Secret, value), cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{secret.Secret} is set. {ReadBy}");
            return 0;
        });
        return command;
    }

    /// <summary>Writes the text for <em>not set</em>, not an empty value, which can keep the platform from reading all the others.</summary>
    private static Command Clear(Checkout checkout, Option<string> vault, Func<Uri, SecretClient> connect)
    {
        var (provider, key) = Names();
        var command = new Command("clear", "takes a secret away again, such as the previous one") { provider, key, vault };
        command.SetAction(async (parsed, cancellation) =>
        {
            var catalogue = SecretCatalogue.Read(checkout.Settings);
            var secret = catalogue.Find(parsed.GetRequiredValue(provider), parsed.GetRequiredValue(key));
            await connect(AddressOf(checkout, parsed.GetValue(vault))).SetSecretAsync(new KeyVaultSecret(secret.Secret, catalogue.Unset), cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{secret.Secret} is not set any more. {ReadBy}");
            return 0;
        });
        return command;
    }

    private static (Argument<string> Provider, Argument<string> Key) Names() =>
        (new("provider") { Description = "such as whatsapp" }, new("key") { Description = "such as AppSecret" });

    private static Command List(Checkout checkout, Option<string> vault, Func<Uri, SecretClient> connect)
    {
        var command = new Command("list", "shows which secrets there are and whether each is set") { vault };
        command.SetAction(async (parsed, cancellation) =>
        {
            var catalogue = SecretCatalogue.Read(checkout.Settings);
            var client = connect(AddressOf(checkout, parsed.GetValue(vault)));
            foreach (var secret in catalogue.Secrets)
            {
                var state = await IsSetAsync(client, secret, catalogue.Unset, cancellation) ? "set" : "not set";
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"{secret.Owner.ToLowerInvariant(),-12}{secret.Key,-24}{state}");
            }

            return 0;
        });
        return command;
    }

    private static async Task<bool> IsSetAsync(SecretClient client, ProviderSecret secret, string unset, CancellationToken cancellation)
    {
        try
        {
            KeyVaultSecret kept = await client.GetSecretAsync(secret.Secret, cancellationToken: cancellation);
            return kept.Value.Length > 0 && kept.Value != unset;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return false;
        }
    }

    private static Uri AddressOf(Checkout checkout, string? vault)
    {
        var name = vault ?? AzdEnvironment.VaultOf(checkout.AzdFolder);
        return name.All(character => char.IsAsciiLetterOrDigit(character) || character == '-')
            ? new Uri($"https://{name}.vault.azure.net")
            : throw new OperationFailedException($"{name} is no name of a Key Vault: letters, digits and hyphens");
    }
}
