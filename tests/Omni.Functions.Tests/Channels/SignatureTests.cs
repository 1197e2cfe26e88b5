using Omni.Functions.Channels;

namespace Omni.Functions.Tests.Channels;

public sealed class SignatureTests
{
    [Fact]
    public void A_provider_without_a_secret_is_off() => Assert.Empty(new ChannelCatalogue((_, _) => null, "RU", Samples.ReplyKey).SwitchedOn);

    [Fact]
    public void A_blank_secret_is_no_secret() => Assert.Empty(new ChannelCatalogue((_, _) => " ", "RU", Samples.ReplyKey).SwitchedOn);

    [Fact]
    public void A_token_Telegram_would_not_take_stops_the_start_without_telling_it()
    {
        var failure = Assert.Throws<ChannelSettingException>(() => new ChannelCatalogue((_, key) => key == "SecretToken" ? "s3cret!" : null, "RU", Samples.ReplyKey));

        Assert.StartsWith("Channels__Telegram__SecretToken must be", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret!", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shop.example")]
    [InlineData("https://shop.example/")]
    [InlineData("https://Shop.example")]
    [InlineData("https://shop.example/contact")]
    [InlineData("ftp://shop.example")]
    [InlineData("*")]
    public void An_origin_no_browser_writes_stops_the_start(string origin)
    {
        var failure = Assert.Throws<ChannelSettingException>(() => new ChannelCatalogue((_, key) => key == "AllowedOrigins" ? origin : null, "RU", Samples.ReplyKey));

        Assert.StartsWith("Channels__Form__AllowedOrigins must be", failure.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Providers() => [.. ChannelCatalogue.Entries.Select(entry => entry.Provider)];
}
