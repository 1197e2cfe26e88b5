using System.Text.Json;
using Omni.Functions.Channels;

namespace Omni.Functions.Tests.Channels;

public sealed class SignatureTests
{
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var entry in ChannelCatalogue.Entries)
        {
            foreach (var item in Samples.Signatures(entry.Provider).GetProperty("cases").EnumerateArray())
                cases.Add(entry.Provider, item.GetProperty("name").GetString()!);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_sender_is_proven_or_not(string provider, string name)
    {
        var signatures = Samples.Signatures(provider);
        var item = signatures.GetProperty("cases").EnumerateArray().Single(item => item.GetProperty("name").GetString() == name);

        var verdict = Samples.Channel(provider).Prove(Request(provider, signatures, item));

        Assert.Equal(item.GetProperty("verdict").GetString(), verdict.ToString(), ignoreCase: true);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Every_provider_has_the_cases_that_matter(string provider)
    {
        var names = Samples.Signatures(provider).GetProperty("cases").EnumerateArray().Select(item => item.GetProperty("name").GetString());

        Assert.Superset(new HashSet<string?> { "good", "tampered", "missing", "malformed", "wrong secret" }, names.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Every_provider_has_a_text_something_unknown_and_a_batch_where_it_batches(string provider)
    {
        var names = Samples.Names(provider).ToHashSet();

        Assert.Contains("text", names);
        Assert.Contains("unsupported", names);
        if (Samples.Signatures(provider).GetProperty("batches").GetBoolean())
            Assert.True(Samples.Expected(provider, "batch").GetProperty("contacts").GetArrayLength() > 1);
    }

    [Fact]
    public void A_provider_without_a_secret_is_off() => Assert.Empty(new ChannelCatalogue((_, _) => null, "RU").SwitchedOn);

    [Fact]
    public void A_blank_secret_is_no_secret() => Assert.Empty(new ChannelCatalogue((_, _) => " ", "RU").SwitchedOn);

    [Fact]
    public void A_token_Telegram_would_not_take_stops_the_start_without_telling_it()
    {
        var failure = Assert.Throws<ChannelSettingException>(() => new ChannelCatalogue((_, key) => key == "SecretToken" ? "s3cret!" : null, "RU"));

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
        var failure = Assert.Throws<ChannelSettingException>(() => new ChannelCatalogue((_, key) => key == "AllowedOrigins" ? origin : null, "RU"));

        Assert.StartsWith("Channels__Form__AllowedOrigins must be", failure.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Providers() => [.. ChannelCatalogue.Entries.Select(entry => entry.Provider)];

    private static WebhookRequest Request(string provider, JsonElement signatures, JsonElement item)
    {
        var request = Samples.Request(provider, Path.GetFileNameWithoutExtension(signatures.GetProperty("body").GetString()!));
        var body = request.Body.ToArray();
        if (item.TryGetProperty("tamper", out _))
            body[body.Length / 2] ^= 1;
        return request with
        {
            Body = body,
            Header = name => item.GetProperty("headers").TryGetProperty(name, out var value) ? value.GetString() : null,
        };
    }
}
