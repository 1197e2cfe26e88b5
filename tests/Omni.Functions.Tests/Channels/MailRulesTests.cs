using System.Text;
using Omni.Functions.Channels.Email;
using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Channels;

public sealed class MailRulesTests
{
    [Theory]
    [InlineData("Auto-Submitted: auto-replied", true)]
    [InlineData("Auto-Submitted: auto-generated; owner=x", true)]
    [InlineData("auto-submitted: No", false)]
    [InlineData("Auto-Submitted: no (written by hand)", false)]
    [InlineData("Return-Path: <>", true)]
    [InlineData("Return-Path: <anna@example.org>", false)]
    [InlineData("Content-Type: multipart/report; report-type=delivery-status", true)]
    [InlineData("Content-Type: multipart/mixed", false)]
    [InlineData("Precedence: auto_reply", true)]
    [InlineData("Precedence: list", false)]
    [InlineData("X-Autoreply: yes", true)]
    [InlineData("X-Autorespond: away", true)]
    public void Mail_that_says_so_is_automatic(string header, bool automatic) =>
        Assert.Equal(automatic, AutomaticMail.Is(Headers(header), envelopeSender: null, "anna@example.org"));

    [Theory]
    [InlineData("", "anna@example.org", true)]
    [InlineData("<>", "anna@example.org", true)]
    [InlineData(null, "mailer-daemon@example.org", true)]
    [InlineData(null, null, false)]
    [InlineData("anna@example.org", "anna@example.org", false)]
    public void Mail_that_must_not_bounce_is_automatic(string? envelopeSender, string? sender, bool automatic) =>
        Assert.Equal(automatic, AutomaticMail.Is(Headers("Subject: hello"), envelopeSender, sender));

    [Theory]
    [InlineData("Anna <Anna@Example.ORG>", "anna@example.org", "Anna")]
    [InlineData("=?UTF-8?Q?=D0=90=D0=BD=D0=BD=D0=B0?= <anna@example.org>", "anna@example.org", "Анна")]
    [InlineData("=?windows-1251?B?wO3t4A==?= <anna@example.org>", "anna@example.org", "Анна")]
    [InlineData("anna@пример.рф", "anna@xn--e1afmkfd.xn--p1ai", null)]
    [InlineData("\"  \" <anna@example.org>", "anna@example.org", null)]
    [InlineData("Desk: anna@example.org, oleg@example.net;", "anna@example.org", null)]
    [InlineData("nobody in particular", null, "?")]
    [InlineData("", null, null)]
    public void A_sender_is_an_address_and_a_name(string from, string? address, string? name)
    {
        var sender = MailSender.Read(from);

        Assert.Equal(address, sender.Address);
        if (name != "?")
            Assert.Equal(name, sender.DisplayName);
    }

    [Fact]
    public void A_name_that_decodes_to_an_address_is_still_a_name()
    {
        var sender = MailSender.Read($"=?UTF-8?B?{Convert.ToBase64String("boss@example.com <boss@example.com>,"u8)}?= <eve@example.org>");

        Assert.Equal(("eve@example.org", true), (sender.Address, sender.IsSole));
    }

    [Theory]
    [InlineData("Authentication-Results: mx.ours.example; dmarc=pass header.from=example.org", Trust.Verified)]
    [InlineData("Authentication-Results: MX.ours.example; spf=pass; dmarc=PASS (p=none) header.from=Example.org", Trust.Verified)]
    [InlineData("Authentication-Results: mx.ours.example; dmarc=pass", Trust.Asserted)]
    [InlineData("Authentication-Results: mx.ours.example; dmarc=none header.from=example.org", Trust.Asserted)]
    [InlineData("Authentication-Results: mx.ours.example; dmarc=fail header.from=example.org\r\nAuthentication-Results: mx.ours.example; dmarc=pass header.from=example.org", Trust.Asserted)]
    [InlineData("Authentication-Results: mx.theirs.example; dmarc=pass header.from=example.org", Trust.Asserted)]
    [InlineData("From: anna@example.org\r\nFrom: eve@example.org\r\nAuthentication-Results: mx.ours.example; dmarc=pass header.from=example.org", Trust.Asserted)]
    [InlineData("Authentication-Results: ;;;=", Trust.Asserted)]
    public void Only_a_pass_that_our_server_wrote_last_verifies_a_sender(string headers, Trust trust)
    {
        Assert.Equal(trust, MailTrust.Of(Headers(headers), MailSender.Read("anna@example.org"), "mx.ours.example"));
        Assert.Equal(Trust.Asserted, MailTrust.Of(Headers(headers), MailSender.Read("anna@example.org"), server: null));
    }

    [Fact]
    public void Two_senders_are_never_verified() =>
        Assert.Equal(Trust.Asserted, MailTrust.Of(
            Headers("Authentication-Results: mx.ours.example; dmarc=pass header.from=example.org"), MailSender.Read("anna@example.org, oleg@example.org"), "mx.ours.example"));

    [Fact]
    public void A_mail_kept_as_a_file_is_taken_apart()
    {
        var mail = MimeMail.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Channels", "Samples", "sendgrid", "raw-mime.eml")))!;

        Assert.Equal("raw-f1c7-1@mail.example.net", mail.Headers.MessageId("message-id"));
        Assert.Equal("Вопрос", mail.Headers.Text("Subject"));
        Assert.Equal("Добрый день, вопрос во вложении.\n", mail.Text);
        Assert.Equal(("q.txt", 9L), (mail.Attachments.Single().Name, mail.Attachments.Single().Size));
    }

    [Fact]
    public void Nothing_of_a_mail_is_lost_when_it_is_taken_apart()
    {
        var mail = MimeMail.Read(Parts(500))!;

        Assert.Equal("part 0", mail.Text);
        Assert.Equal(499, mail.Attachments.Count);
    }

    [Fact]
    public void A_mail_of_more_parts_than_people_send_is_not_taken_apart() => Assert.Null(MimeMail.Read(Parts(20_001)));

    [Fact]
    public void A_mail_nested_a_thousand_times_is_read_as_deep_as_the_limit()
    {
        var nested = new StringBuilder("From: a@example.org\r\n");
        for (var level = 0; level < 1000; level++)
            nested.Append("Content-Type: multipart/mixed; boundary=b").Append(level).Append("\r\n\r\n--b").Append(level).Append("\r\n");
        nested.Append("\r\ndeep\r\n");

        Assert.NotNull(MimeMail.Read(Encoding.ASCII.GetBytes(nested.ToString())));
    }

    private static byte[] Parts(int count)
    {
        var mail = new StringBuilder("From: a@example.org\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n");
        for (var part = 0; part < count; part++)
            mail.Append("--b\r\n\r\npart ").Append(part).Append("\r\n");
        return Encoding.ASCII.GetBytes(mail.Append("--b--\r\n").ToString());
    }

    private static MailHeaders Headers(string block) => MailHeaders.Read(Encoding.UTF8.GetBytes(block));
}
