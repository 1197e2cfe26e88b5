using Omni.Functions.Channels;
using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Channels;

public sealed class CrmSettingsTests
{
    [Theory]
    [InlineData("amocrm", "contact-added", null, Trust.Claimed)]
    [InlineData("amocrm", "contact-added", "true", Trust.Verified)]
    [InlineData("hubspot", "create-and-change", "false", Trust.Claimed)]
    [InlineData("hubspot", "create-and-change", "True", Trust.Verified)]
    public void Phones_and_addresses_are_claims_unless_the_CRM_is_the_authority(string provider, string sample, string? authoritative, Trust trust)
    {
        var catalogue = new ChannelCatalogue((name, key) => key == "Authoritative" ? authoritative : Samples.Setting(name, key), "RU", Samples.ReplyKey);

        var identities = catalogue.Find(provider)!.Normalise(Samples.Request(provider, sample)).Changes.SelectMany(change => change.Identities).ToList();

        Assert.All(identities.Where(identity => identity.Kind is "phone" or "email"), identity => Assert.Equal(trust, identity.Trust));
        Assert.Contains(identities, identity => identity.Kind == "phone");
        Assert.All(identities.Where(identity => identity.Kind.EndsWith("_contact", StringComparison.Ordinal)), identity => Assert.Equal(Trust.Verified, identity.Trust));
    }

    [Theory]
    [InlineData("HubSpot", "Authoritative", "yes")]
    [InlineData("Bitrix24", "RestUrl", "shop.bitrix24.ru/rest/1/s3cret")]
    [InlineData("Bitrix24", "RestUrl", "http://shop.bitrix24.ru/rest/1/s3cret")]
    public void A_setting_that_cannot_be_used_stops_the_start_without_telling_it(string provider, string key, string value)
    {
        var failure = Assert.Throws<ChannelSettingException>(() => new ChannelCatalogue((name, asked) => (name, asked) == (provider, key) ? value : null, "RU", Samples.ReplyKey));

        Assert.StartsWith($"Channels__{provider}__{key} must be", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_in_an_event_are_not_kept_with_it()
    {
        var change = Assert.Single(Samples.Channel("bitrix24").Normalise(Samples.Request("bitrix24", "contact-added")).Changes);

        Assert.DoesNotContain("jvh9y1f1c710nal6k5or90v9mg8nn32o", change.Raw.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_changes_of_a_record_in_the_same_second_are_two()
    {
        var channel = Samples.Channel("amocrm");
        var request = Samples.Request("amocrm", "contact-added");
        var another = request with { Body = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(request.Body.Span).Replace("900123", "900124", StringComparison.Ordinal)) };

        Assert.NotEqual(Samples.Ids(channel.Normalise(request)), Samples.Ids(channel.Normalise(another)));
    }
}
