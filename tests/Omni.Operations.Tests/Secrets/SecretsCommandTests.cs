using Omni.Operations.Secrets;

namespace Omni.Operations.Tests.Secrets;

public sealed class SecretsCommandTests : IDisposable
{
    private const string Value = "a value nobody may see";

    private readonly KeyVaultInMemory _vault = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("omni-secrets-");

    public void Dispose()
    {
        _vault.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_secret_is_set_in_the_vault_and_never_shown()
    {
        var seen = await RunAsync(Value, "set", "whatsapp", "appsecret", "--vault", "kv-omni");

        Assert.Equal(0, seen.ExitCode);
        Assert.Equal(Value, _vault.Secrets["Channels--WhatsApp--AppSecret"]);
        Assert.Equal(["kv-omni.vault.azure.net"], _vault.Hosts);
        Assert.DoesNotContain(Value, seen.Output + seen.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_tells_what_is_set_and_shows_no_value()
    {
        _vault.Secrets["Channels--WhatsApp--AppSecret"] = Value;
        _vault.Secrets["Channels--Form--Secret"] = "";
        _vault.Secrets["Channels--Telegram--SecretToken"] = SecretCatalogue.Read(Repository.Checkout.Settings).Unset;

        var seen = await RunAsync("", "list", "--vault", "kv-omni");

        Assert.Matches(@"(?m)^whatsapp +AppSecret +set\r?$", seen.Output);
        Assert.Matches(@"(?m)^whatsapp +VerifyToken +not set\r?$", seen.Output);
        Assert.Matches(@"(?m)^telegram +SecretToken +not set\r?$", seen.Output);
        Assert.Matches(@"(?m)^form +Secret +not set\r?$", seen.Output);
        Assert.DoesNotContain(Value, seen.Output + seen.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_was_cleared_is_not_set_and_not_empty()
    {
        await RunAsync(Value, "set", "form", "SecretPrevious", "--vault", "kv-omni");

        var seen = await RunAsync("", "clear", "form", "SecretPrevious", "--vault", "kv-omni");

        Assert.Equal(0, seen.ExitCode);
        Assert.NotEmpty(_vault.Secrets["Channels--Form--SecretPrevious"]);
        Assert.Matches(@"(?m)^form +SecretPrevious +not set\r?$", (await RunAsync("", "list", "--vault", "kv-omni")).Output);
    }

    [Theory]
    [InlineData("there is no provider whatsup; there are whatsapp, telegram, form", "whatsup", "AppSecret")]
    [InlineData("form has no secret Key; it has Secret, SecretPrevious", "form", "Key")]
    [InlineData("there is no provider omni", "omni", "IdSalt")]
    public async Task A_wrong_name_is_answered_with_those_there_are(string said, string provider, string key)
    {
        var seen = await RunAsync(Value, "set", provider, key, "--vault", "kv-omni");

        Assert.Equal(1, seen.ExitCode);
        Assert.Contains(said, seen.Error, StringComparison.Ordinal);
        Assert.Empty(_vault.Secrets);
    }

    [Fact]
    public async Task An_empty_value_changes_nothing()
    {
        var seen = await RunAsync("", "set", "form", "Secret", "--vault", "kv-omni");

        Assert.Equal((1, 0), (seen.ExitCode, _vault.Secrets.Count));
    }

    [Fact]
    public async Task The_value_has_no_place_on_the_command_line()
    {
        var seen = await RunAsync("", "set", "form", "Secret", Value, "--vault", "kv-omni");

        Assert.Equal((2, 0), (seen.ExitCode, _vault.Secrets.Count));
    }

    [Fact]
    public async Task The_vault_of_the_selected_azd_environment_is_the_default()
    {
        Write(".azure/config.json", """{"version":1,"defaultEnvironment":"shop"}""");
        Write(".azure/shop/.env", "AZURE_LOCATION=\"westeurope\"\nAZURE_KEY_VAULT_NAME=\"kv-shop\"\n");
        Write(".azure/other/.env", "AZURE_KEY_VAULT_NAME=\"kv-other\"\n");
        Write("infra/settings.json", Repository.Read("infra/settings.json"));

        var seen = await RunAsync(new Checkout(_folder.FullName), Value, "set", "form", "Secret");

        Assert.Equal((0, ""), (seen.ExitCode, seen.Error));
        Assert.Equal(["kv-shop.vault.azure.net"], _vault.Hosts);
    }

    [Fact]
    public async Task Without_an_azd_environment_it_says_how_to_name_the_vault()
    {
        Write("infra/settings.json", Repository.Read("infra/settings.json"));

        var seen = await RunAsync(new Checkout(_folder.FullName), Value, "set", "form", "Secret");

        Assert.Equal(1, seen.ExitCode);
        Assert.Contains("name it with --vault", seen.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_a_pipe_all_but_the_end_of_the_line_is_the_value()
    {
        using var pipe = new StringReader(" two words \r\n");

        Assert.Equal(" two words ", await HiddenPrompt.FromPipeAsync(pipe, CancellationToken.None));
    }

    private Task<Terminal> RunAsync(string typed, params string[] arguments) => RunAsync(Repository.Checkout, typed, arguments);

    private Task<Terminal> RunAsync(Checkout checkout, string typed, params string[] arguments) =>
        Terminal.RunAsync(SecretsCommand.Create(checkout, _vault.Connect, (_, _) => Task.FromResult(typed)), arguments);

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!); // below the folder
        File.WriteAllText(file, text);
    }
}
