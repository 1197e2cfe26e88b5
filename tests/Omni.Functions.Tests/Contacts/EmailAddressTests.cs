using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Contacts;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData(" Anna.Smirnova@Example.COM ", "anna.smirnova@example.com")]
    [InlineData("a.n.n.a+floor.plan@example.com", "a.n.n.a+floor.plan@example.com")]
    [InlineData("анна@пример.рф", "анна@xn--e1afmkfd.xn--p1ai")]
    [InlineData("info@BÜCHER.example", "info@xn--bcher-kva.example")]
    [InlineData("info@xn--bcher-kva.example", "info@xn--bcher-kva.example")]
    [InlineData("o'brien@example.com.", "o'brien@example.com")]
    [InlineData("anna@example.com..", "anna@example.com")]
    [InlineData("anna@example。com｡", "anna@example.com")]
    public void An_address_has_one_form(string written, string expected) => Assert.Equal(expected, EmailAddress.Canonical(written));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("anna")]
    [InlineData("@example.com")]
    [InlineData("anna@")]
    [InlineData("anna@localhost")]
    [InlineData("anna@127.0.0.1")]
    [InlineData("anna@[127.0.0.1]")]
    [InlineData("anna@exa mple.com")]
    [InlineData("anna@-example.com")]
    [InlineData("anna@example..com")]
    [InlineData("an na@example.com")]
    [InlineData("anna@one.com, oleg@two.com")]
    [InlineData("Anna <anna@example.com>")]
    [InlineData("anna@example.com\r\nBcc: all@example.com")]
    [InlineData("anna@。")]
    [InlineData("an\u200bna@example.com")]
    [InlineData("an\u007fna@example.com")]
    [InlineData("\u202eanna@example.com")]
    [InlineData("anna@exam\u00adple.com")]
    [InlineData("anna@exa\u200dmple.com")]
    public void What_is_no_address_is_refused(string? written) => Assert.Null(EmailAddress.Canonical(written));

    [Fact]
    public void Nothing_longer_than_a_mailbox_can_be_is_taken()
    {
        Assert.Null(EmailAddress.Canonical(new string('a', 65) + "@example.com"));
        Assert.Null(EmailAddress.Canonical("anna@" + string.Join('.', Enumerable.Repeat("abcdefghi", 30)) + ".com"));
    }

    [Property(MaxTest = 1000)]
    public Property Canonicalising_twice_is_canonicalising_once() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<NonNull<string>>(),
            local => EmailAddress.Canonical(local.Get + "@Example.com") is not { } once || EmailAddress.Canonical(once) == once);

    [Property(MaxTest = 1000)]
    public Property Any_domain_is_taken_or_refused() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<NonNull<string>>(),
            domain => EmailAddress.Canonical("anna@" + domain.Get + ".com") is not { } once || EmailAddress.Canonical(once) == once);
}
