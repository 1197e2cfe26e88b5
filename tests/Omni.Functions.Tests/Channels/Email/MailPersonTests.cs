using Omni.Functions.Channels.Email;
using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Channels.Email;

public sealed class MailPersonTests
{
    private const string Exchange = "Authentication-Results: spf=pass (sender IP is 203.0.113.7) smtp.mailfrom=example.org; dkim=pass (signature was verified) header.d=example.org;";

    [Theory]
    [InlineData("noreply@shop.example", "Anna <anna@example.org>", "anna@example.org")]
    [InlineData("no-reply+5521@shop.example", "anna@example.org", "anna@example.org")]
    [InlineData("wordpress@shop.example", "anna@example.org", "anna@example.org")]
    [InlineData("submissions@formspree.io", "anna@example.org", "anna@example.org")]
    [InlineData("x@eu.jotform.com", "anna@example.org", "anna@example.org")]
    [InlineData("site@example.com", "anna@example.org", "anna@example.org")]
    [InlineData("site@in.example.com", "anna@example.org", "anna@example.org")]
    public void Behind_a_form_is_whom_it_says_to_answer(string from, string replyTo, string person)
    {
        var contact = MailKit.Contact(MailKit.Mail($"From: Site <{from}>\r\nReply-To: {replyTo}\r\nMessage-ID: <f1@x>", "hello"));

        Assert.Equal([new Identity("email", person, Trust.Claimed)], contact.From.Identities);
        Assert.Equal(person, contact.ReplyTo);
        Assert.Equal(from, contact.Extras["relay"].GetString());
    }

    [Theory]
    [InlineData("boris@work.example", "boris@home.example")]
    [InlineData("boris@work.example", "sales@work.example")]
    [InlineData("noreply@shop.example", "support@shop.example")]
    [InlineData("noreply@shop.example", "noreply@other.example")]
    [InlineData("noreply@shop.example", "help@in.example.com")]
    [InlineData("noreply@shop.example", "anna@example.org, oleg@example.net")]
    [InlineData("noreply@shop.example", "nobody in particular")]
    [InlineData("boss@example.com", "desk@example.com")]
    public void Elsewhere_the_sender_stays_the_person(string from, string replyTo)
    {
        var contact = MailKit.Contact(MailKit.Mail($"From: {from}\r\nReply-To: {replyTo}\r\nMessage-ID: <f1@x>", "hello"));

        Assert.Equal([new Identity("email", from, Trust.Asserted)], contact.From.Identities);
        Assert.DoesNotContain("relay", contact.Extras.Keys);
    }

    [Fact]
    public void Who_claims_to_be_Anna_in_a_form_does_not_come_into_her_thread()
    {
        var annas = MailKit.Contact(MailKit.Mail("From: anna@example.org\r\nMessage-ID: <root@example.org>", "hello"));
        var posed = MailKit.Contact(MailKit.Mail("From: noreply@evil.example\r\nReply-To: anna@example.org\r\nMessage-ID: <e@x>\r\nReferences: <root@example.org>", "hello"));

        Assert.NotEqual(annas.Thread, posed.Thread);
        Assert.Equal(annas.Thread, posed.Extras["relatedThread"].GetString());
    }

    [Fact]
    public void Nor_does_mail_that_our_server_found_to_be_forged()
    {
        const string Server = "mx.ours.example";
        var annas = MailKit.Contact(MailKit.Mail("From: anna@example.org\r\nMessage-ID: <root@example.org>", "hello"), Server);
        var forged = MailKit.Contact(
            MailKit.Mail($"Authentication-Results: {Server}; dmarc=fail header.from=example.org\r\nFrom: anna@example.org\r\nMessage-ID: <e@x>\r\nReferences: <root@example.org>", "hello"),
            Server);

        Assert.NotEqual(annas.Thread, forged.Thread);
        Assert.Equal(annas.Thread, forged.Extras["relatedThread"].GetString());
    }

    [Fact]
    public void Who_sends_for_somebody_else_is_noted()
    {
        var contact = MailKit.Contact(MailKit.Mail("From: Boss <boss@example.org>\r\nSender: Assistant <assistant@example.org>\r\nMessage-ID: <f1@x>", "hello"));

        Assert.Equal("boss@example.org", contact.From.Identities.Single().Value);
        Assert.Equal("assistant@example.org", contact.Extras["sentBy"].GetString());
    }

    [Theory]
    [InlineData($"{Exchange}dmarc=pass action=none header.from=example.org;compauth=pass reason=100", Trust.Verified)]
    [InlineData($"{Exchange}dmarc=bestguesspass action=none header.from=example.org;compauth=pass reason=109", Trust.Asserted)]
    [InlineData($"{Exchange}dmarc=pass action=none header.from=example.org;compauth=fail reason=001", Trust.Asserted)]
    [InlineData($"{Exchange}dmarc=pass action=none header.from=example.net;compauth=pass reason=100", Trust.Asserted)]
    [InlineData($"{Exchange}dmarc=pass action=none header.from=example.org", Trust.Asserted)]
    [InlineData("Authentication-Results: mx.theirs.example; dmarc=pass header.from=example.org; compauth=pass", Trust.Asserted)]
    [InlineData($"{Exchange}dmarc=none action=none header.from=example.org;compauth=pass reason=703\r\n{Exchange}dmarc=pass action=none header.from=example.org;compauth=pass reason=100", Trust.Asserted)]
    [InlineData("Authentication-Results-Original: spf=pass; dmarc=pass action=none header.from=example.org;compauth=pass reason=100", Trust.Asserted)]
    public void Exchange_Online_is_believed_by_its_topmost_header(string headers, Trust trust) =>
        Assert.Equal(trust, MailKit.Contact(MailKit.Mail($"{headers}\r\nFrom: anna@example.org\r\nMessage-ID: <f1@x>", "hello"), MailTrust.ExchangeOnline).From.Identities.Single().Trust);
}
