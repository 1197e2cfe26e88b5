using Omni.Functions.Contacts;
using Omni.Functions.Customers;

namespace Omni.Functions.Tests.Customers;

public sealed class IdentityRulesTests
{
    [Theory]
    [InlineData("phone:+74951234567", IdentityStanding.Joins)]
    [InlineData("phone:+447700900123", IdentityStanding.Joins)]
    [InlineData("phone:+12025550100", IdentityStanding.Joins)]
    [InlineData("phone:+70000000000", IdentityStanding.Blocked)]
    [InlineData("phone:+79999999999", IdentityStanding.Blocked)]
    [InlineData("phone:+15555555555", IdentityStanding.Blocked)]
    [InlineData("phone:+11234567890", IdentityStanding.Blocked)]
    [InlineData("phone:+79876543210", IdentityStanding.Blocked)]
    [InlineData("phone:+4511111111", IdentityStanding.Blocked)]
    [InlineData("phone:+74950000000", IdentityStanding.Joins)]
    [InlineData("phone:+123456", IdentityStanding.Blocked)]
    [InlineData("email:anna@example.com", IdentityStanding.Joins)]
    [InlineData("email:information@example.com", IdentityStanding.Joins)]
    [InlineData("email:info@example.com", IdentityStanding.Shared)]
    [InlineData("email:sales+42@example.com", IdentityStanding.Shared)]
    [InlineData("email:zakaz@example.ru", IdentityStanding.Shared)]
    [InlineData("email:noreply@example.com", IdentityStanding.Blocked)]
    [InlineData("email:do-not-reply@example.com", IdentityStanding.Blocked)]
    [InlineData("email:mailer-daemon@example.com", IdentityStanding.Blocked)]
    [InlineData("wa_bsuid:0000000000", IdentityStanding.Joins)]
    public void A_value_counts_as_far_as_it_is_one_persons(string key, IdentityStanding standing) =>
        Assert.Equal(standing, IdentityRules.StandingOf(Identity(key), IdentityOptions.Default));

    [Theory]
    [InlineData("anna@аррӏе.com", IdentityStanding.Suspicious)]
    [InlineData("anna@сосо.com", IdentityStanding.Suspicious)]
    [InlineData("anna@pаypal.com", IdentityStanding.Suspicious)]
    [InlineData("anna@mail.pаypal.com", IdentityStanding.Suspicious)]
    [InlineData("anna@goοgle.com", IdentityStanding.Suspicious)]
    [InlineData("anna@магазин.com", IdentityStanding.Joins)]
    [InlineData("anna@сосна.рф", IdentityStanding.Joins)]
    [InlineData("anna@bücher.de", IdentityStanding.Joins)]
    [InlineData("anna@例え.jp", IdentityStanding.Joins)]
    [InlineData("ANNA@АРРӀЕ.COM", IdentityStanding.Suspicious)]
    [InlineData("anna@аррӏе.com..", IdentityStanding.Suspicious)]
    [InlineData("anna@аррӏе.com。", IdentityStanding.Suspicious)]
    [InlineData("anna@xn--80ak6aa92e.com", IdentityStanding.Suspicious)]
    [InlineData("anna@XN--80AK6AA92E.COM", IdentityStanding.Suspicious)]
    [InlineData("anna@xn--99999999.com", IdentityStanding.Suspicious)]
    [InlineData("anna@ονο.com", IdentityStanding.Suspicious)]
    [InlineData("anna@γαηωκ.com", IdentityStanding.Suspicious)]
    [InlineData("anna@օոսհ.com", IdentityStanding.Suspicious)]
    [InlineData("anna@gօօgle.com", IdentityStanding.Suspicious)]
    [InlineData("anna@ｇoogle.com", IdentityStanding.Suspicious)]
    [InlineData("anna@ɡoogle.com", IdentityStanding.Suspicious)]
    [InlineData("anna@example.com⁄x.shop.example", IdentityStanding.Suspicious)]
    [InlineData("anna@հայաստան.com", IdentityStanding.Joins)]
    [InlineData("anna@ελλάδα.com", IdentityStanding.Joins)]
    [InlineData("anna@l·l.com", IdentityStanding.Joins)]
    [InlineData("аnna@example.com", IdentityStanding.Suspicious)]
    [InlineData("anna.smirnοva@example.com", IdentityStanding.Suspicious)]
    [InlineData("сосо@example.com", IdentityStanding.Suspicious)]
    [InlineData("анна@example.com", IdentityStanding.Joins)]
    [InlineData("вова@пример.рф", IdentityStanding.Joins)]
    [InlineData("jürgen+42@example.com", IdentityStanding.Joins)]
    public void An_address_that_looks_like_another_joins_nobody(string address, IdentityStanding standing)
    {
        var canonical = EmailAddress.Canonical(address);

        Assert.NotNull(canonical);
        Assert.Equal(standing, IdentityRules.StandingOf(new Identity(IdentityKind.Email, canonical, Trust.Claimed), IdentityOptions.Default));
    }

    [Fact]
    public void An_installation_knows_better()
    {
        var failures = new List<string>();
        var options = IdentityOptions.From(
            name => name switch
            {
                "Joining" => "email:info@lone-shop.example; phone:+70000000000",
                "Shared" => "email:@agency.example;phone:+442071838750",
                "Blocked" => "email:test@",
                _ => null,
            },
            failures);

        Assert.Empty(failures);
        Assert.Equal(IdentityStanding.Joins, IdentityRules.StandingOf(Identity("email:info@lone-shop.example"), options));
        Assert.Equal(IdentityStanding.Joins, IdentityRules.StandingOf(Identity("phone:+70000000000"), options));
        Assert.Equal(IdentityStanding.Shared, IdentityRules.StandingOf(Identity("email:anna@agency.example"), options));
        Assert.Equal(IdentityStanding.Shared, IdentityRules.StandingOf(Identity("phone:+442071838750"), options));
        Assert.Equal(IdentityStanding.Blocked, IdentityRules.StandingOf(Identity("email:test@example.com"), options));
    }

    [Theory]
    [InlineData("anna@example.com")]
    [InlineData("email:anna")]
    [InlineData("email:@")]
    [InlineData("phone:8 800 555")]
    [InlineData("phone:+")]
    [InlineData("vk_user_id:1")]
    public void A_setting_that_is_no_list_of_values_is_told_with_what_it_has_to_be(string text)
    {
        var failures = new List<string>();

        IdentityOptions.From(name => name == "Shared" ? text : null, failures);

        Assert.StartsWith("Identity__Shared has to be a list", Assert.Single(failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("phone:+447700900123;email:info@example.com", "phone:+447700900123")]
    [InlineData("email:info@example.com;phone:+447700900123", "phone:+447700900123")]
    [InlineData("email:info@example.com;email:sales@example.com", "email:info@example.com")]
    [InlineData("email:noreply@example.com;email:info@example.com", "email:info@example.com")]
    [InlineData("email:noreply@example.com", "")]
    [InlineData("phone:+447700900123;email:anna@example.com", "phone:+447700900123;email:anna@example.com")]
    public void What_joins_decides_and_what_is_shared_only_where_there_is_nothing_better(string identities, string decisive)
    {
        var contact = IdentityRules.Judge(People.Contact(1, identities.Split(';')), IdentityOptions.Default);

        Assert.Equal(identities.Split(';'), contact.From.Identities.Select(identity => identity.Key));
        Assert.Equal(decisive, string.Join(';', contact.From.Decisive.Select(identity => identity.Key)));
    }

    private static Identity Identity(string key) => key.Split(':', 2) is [var kind, var value] ? new Identity(kind, value, Trust.Claimed) : throw new ArgumentException(key);
}
