using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Omni.Functions.Bot;
using Omni.Functions.Bot.LanguageModel;
using Omni.Functions.Bot.Talk;
using Omni.Functions.Hosting;

namespace Omni.Functions.Tests.Hosting;

public sealed class BotSettingsTests
{
    [Fact]
    public void Without_settings_there_is_no_bot_at_the_connector_and_no_model()
    {
        var bot = Read().Bot;

        Assert.False(bot.IsConnected);
        Assert.False(bot.Model.IsOn);
        Assert.Equal(new BotOptions().Confidence, bot.Options(TimeSpan.Zero).Confidence);
        Assert.Empty(bot.Options(TimeSpan.Zero).Channels);
    }

    [Fact]
    public void The_bot_does_as_it_is_set()
    {
        var options = Read(("Bot:Channels", "whatsapp; telegram;"), ("Bot:Department", " sales "), ("Bot:Confidence", "40"), ("Bot:DeskHours", "09:00 - 21:30")).Bot.Options(TimeSpan.FromMinutes(20));

        Assert.Equal(["telegram", "whatsapp"], options.Channels.Order(StringComparer.Ordinal));
        Assert.Equal(("sales", 0.4, new TimeOnly(9, 0), new TimeOnly(21, 30), TimeSpan.FromMinutes(20)), (options.Department, options.Confidence, options.DeskFrom, options.DeskTo, options.AnswerWithin));
    }

    [Theory]
    [InlineData("https://name.openai.azure.com/openai/v1/", "https://name.openai.azure.com/openai/v1/chat/completions")]
    [InlineData("http://localhost:11434/v1", "http://localhost:11434/v1/chat/completions")]
    public void A_model_is_asked_below_the_address_that_its_clients_are_given(string endpoint, string expected)
    {
        var settings = Read(("Bot:Model:Endpoint", endpoint), ("Bot:Model:Name", "small"), ("Bot:Model:Key", "secret"));

        Assert.Equal(new ChatModelOptions(new Uri(expected), "small", "secret"), settings.Bot.Model.Options());
        Assert.DoesNotContain("secret", settings.Bot.Model.Options().ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, typeof(RuleBrain))]
    [InlineData("https://name.openai.azure.com/openai/v1", typeof(ModelBrain))]
    public void A_model_thinks_along_only_where_there_is_one(string? endpoint, Type brain)
    {
        var app = SettingsTests.Start(With(("Bot:Model:Endpoint", endpoint), ("Bot:Model:Name", "small"), ("Bot:Model:Key", "secret")));

        Assert.IsType(brain, app.Services.GetService(typeof(IBrain)));
    }

    [Theory]
    [InlineData("Bot:AppType", "Password", "Bot__AppType")]
    [InlineData("Bot:AppId", "an id", "Bot__AppType: SingleTenant or UserAssignedMSI")]
    [InlineData("Bot:OpenIdMetadata", "http://login.example/keys", "Bot__OpenIdMetadata")]
    [InlineData("Bot:OpenIdMetadata", "keys", "Bot__OpenIdMetadata")]
    [InlineData("Bot:Channels", "whatsapp;fax", "Bot__Channels has fax")]
    [InlineData("Bot:DeskHours", "nine to five", "Bot__DeskHours")]
    [InlineData("Bot:DeskHours", "09:00", "Bot__DeskHours")]
    [InlineData("Bot:Confidence", "100", "Bot__Confidence")]
    [InlineData("Bot:Confidence", "0", "Bot__Confidence")]
    [InlineData("Bot:Confidence", "0.3", "Bot__Confidence")]
    [InlineData("Bot:Model:Endpoint", "name.openai.azure.com", "Bot__Model__Endpoint has to be an address")]
    [InlineData("Bot:Model:Endpoint", "http://models.example/v1", "Bot__Model__Endpoint has to be an address")]
    [InlineData("Bot:Model:Endpoint", "https://models.example/v1?api-version=preview", "Bot__Model__Endpoint has to be an address")]
    [InlineData("Bot:Model:Endpoint", "https://me:secret@models.example/v1", "Bot__Model__Endpoint has to be an address")]
    [InlineData("Bot:Model:Endpoint", "http://localhost:11434/v1", "Bot__Model__Name")]
    public void A_wrong_setting_is_named_with_what_is_expected(string key, string value, string named) =>
        Assert.Contains(named, Assert.Throws<OptionsValidationException>(() => Read((key, value))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("@Microsoft.KeyVault(unset)")]
    public void Without_its_key_a_model_far_away_is_off(string key)
    {
        var app = SettingsTests.Start(With(("Bot:Model:Endpoint", "https://models.example/v1"), ("Bot:Model:Name", "small"), ("Bot:Model:Key", key)));

        Assert.IsType<RuleBrain>(app.Services.GetService(typeof(IBrain)));
    }

    [Fact]
    public void A_key_is_one_line_whatever_stands_around_it()
    {
        Assert.Equal("secret", Read(("Bot:Model:Endpoint", "https://models.example/v1"), ("Bot:Model:Name", "small"), ("Bot:Model:Key", "secret\n")).Bot.Model.Options().Key);
        Assert.Contains(
            "Bot__Model__Key",
            Assert.Throws<OptionsValidationException>(static () => Read(("Bot:Model:Endpoint", "https://models.example/v1"), ("Bot:Model:Name", "small"), ("Bot:Model:Key", "se\ncret"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_bot_of_one_tenant_needs_its_tenant_and_its_password() => Assert.Contains(
        "Bot__TenantId and Bot__AppPassword",
        Assert.Throws<OptionsValidationException>(static () => Read(("Bot:AppId", "an id"), ("Bot:AppType", "SingleTenant"), ("Bot:TenantId", "a tenant"))).Message, StringComparison.Ordinal);

    private static Settings Read(params (string Key, string? Value)[] changes) => Settings.Read(new ConfigurationBuilder().AddInMemoryCollection(With(changes)).Build());

    private static Dictionary<string, string?> With(params (string Key, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>(SettingsTests.Good);
        foreach (var (key, value) in changes)
            settings[key] = value;
        return settings;
    }
}
