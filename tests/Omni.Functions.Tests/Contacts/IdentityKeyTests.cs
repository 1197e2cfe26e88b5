using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Contacts;

public sealed class IdentityKeyTests
{
    [Theory]
    [InlineData("phone:8 (916) 123-45-67", "phone:+79161234567")]
    [InlineData("phone: 79161234567", "phone:+79161234567")]
    [InlineData("email:Anna@Example.com", "email:anna@example.com")]
    [InlineData("telegram_user_id:6543219876", "telegram_user_id:6543219876")]
    [InlineData("sip:sip:anna@example.com", "sip:sip:anna@example.com")]
    public void A_key_is_read_in_its_canonical_form(string text, string expected) => Assert.Equal(expected, IdentityKey.Canonical(text, "RU"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("phone")]
    [InlineData(":79161234567")]
    [InlineData("phone:")]
    [InlineData("phone:anna")]
    [InlineData("email:anna")]
    [InlineData("Phone Number:7")]
    [InlineData("telegram_user_id: ")]
    [InlineData("telegram_user_id:65\u200b43")]
    [InlineData("telegram_user_id:6543\n")]
    public void What_is_no_key_is_refused(string? text) => Assert.Null(IdentityKey.Canonical(text, "RU"));
}
