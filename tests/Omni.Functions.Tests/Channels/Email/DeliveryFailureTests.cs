using System.Text;
using Omni.Functions.Channels;
using Omni.Functions.Channels.Email;
using Omni.Functions.Channels.Email.Threading;
using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Channels.Email;

public sealed class DeliveryFailureTests
{
    private const string Report = "From: MAILER-DAEMON@mx.example.net\r\nSubject: Undelivered Mail\r\nMessage-ID: <b1@mx>\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b";

    private static readonly string _thread = ThreadId.Of(Samples.ReplyKey, "root@x", "anna@example.org");
    private static readonly string _ours = ReplyToken.MessageId(ReplyToken.Write(Samples.ReplyKey, _thread, "Order"), "1", "in.example.com");

    [Fact]
    public void A_report_becomes_a_receipt_of_the_address_that_failed()
    {
        var receipt = MailKit.Contact(MailKit.Mail(Report, "No such mailbox") with
        {
            Attachments = [Status("Final-Recipient: rfc822; Anna@Example.org\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 no such user"), Returned($"Message-ID: <{_ours}>\r\nSubject: x\r\n\r\nbody")],
        });

        Assert.Equal(ContactKind.Receipt, receipt.Kind);
        Assert.Equal([new Identity("email", "anna@example.org", Trust.Claimed)], receipt.From.Identities);
        Assert.Equal("b1@mx:anna@example.org", receipt.ProviderMessageId);
        Assert.Equal(_thread, receipt.Thread);
        Assert.Equal("failed", receipt.Extras["receipt"].GetString());
        Assert.Equal("anna@example.org", receipt.Extras["failedAddress"].GetString());
        Assert.Equal("5.1.1", receipt.Extras["statusCode"].GetString());
        Assert.True(receipt.Extras["isPermanent"].GetBoolean());
        Assert.Equal("smtp; 550 5.1.1 no such user", receipt.Extras["diagnostic"].GetString());
        Assert.Equal(_ours, receipt.Extras["originalMessageId"].GetString());
        Assert.Null(receipt.Text);
    }

    [Fact]
    public void Each_address_of_a_report_is_a_receipt_of_its_own()
    {
        var receipts = MailKit.Read(MailKit.Mail(Report) with
        {
            Attachments = [Status("Final-Recipient: rfc822; a@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\nFinal-Recipient: rfc822; b@example.org\r\nAction: failed\r\nStatus: 4.4.7\r\n\r\n"
                + "Final-Recipient: rfc822; c@example.org\r\nAction: delayed\r\nStatus: 4.4.1")],
        }).Contacts;

        Assert.Equal(["a@example.org", "b@example.org"], receipts.Select(receipt => receipt.Extras["failedAddress"].GetString()));
        Assert.Equal([true, false], receipts.Select(receipt => receipt.Extras.ContainsKey("isPermanent")));
        Assert.Equal(2, receipts.Select(receipt => receipt.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("From: postmaster@example.net\r\nSubject: Undeliverable: Order", "Delivery has failed to these recipients or groups:\n\nanna@example.org\nThe address wasn't found.\n\nRemote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound'", "5.1.10")]
    [InlineData("From: MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.com\r\nSubject: Не удалось доставить: Заказ", "Не удалось доставить сообщение следующим получателям:\nanna@example.org\n\n#550 5.4.1 Recipient address rejected: Access denied##", "5.4.1")]
    [InlineData("From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>\r\nSubject: Delivery Status Notification (Failure)\r\nX-Failed-Recipients: anna@example.org", "The response was:\n550 5.1.1 The email account does not exist", "5.1.1")]
    [InlineData("From: Mail Delivery System <Mailer-Daemon@mx.example>\r\nSubject: Mail delivery failed: returning message to sender\r\nX-Failed-Recipients: anna@example.org", "all relay hosts failed", null)]
    [InlineData("From: postmaster@example.net\r\nSubject: Undeliverable: Order\r\nX-MS-Exchange-Message-Is-Ndr: ", "Final-Recipient: rfc822;anna@example.org\nAction: failed\nStatus: 5.2.2\n", "5.2.2")]
    public void A_report_in_words_is_understood(string headers, string text, string? status)
    {
        var receipt = MailKit.Contact(MailKit.Mail($"{headers}\r\nMessage-ID: <b1@mx>\r\nIn-Reply-To: <ours@in.example.com>", text));

        Assert.Equal(("anna@example.org", ContactKind.Receipt), (receipt.From.Identities.Single().Value, receipt.Kind));
        Assert.Equal(status, receipt.Extras.TryGetValue("statusCode", out var code) ? code.GetString() : null);
        Assert.Equal("ours@in.example.com", receipt.Extras["originalMessageId"].GetString());
    }

    [Theory]
    [InlineData("From: anna@example.org\r\nSubject: Undeliverable parcel", "My parcel was not delivered. The mailbox oleg@example.net answers 550 5.1.1 no such user.")]
    [InlineData("From: anna@example.org\r\nSubject: Re: failure notice", "Final-Recipient: rfc822; oleg@example.net")]
    public void People_who_tell_of_a_failure_are_heard(string headers, string text) =>
        Assert.Equal(ContactKind.Message, MailKit.Contact(MailKit.Mail($"{headers}\r\nMessage-ID: <p1@x>", text)).Kind);

    [Theory]
    [InlineData("Content-Type: multipart/report; report-type=disposition-notification")]
    [InlineData("List-Unsubscribe: <https://news.example/u>\r\nList-Id: <news.example>")]
    [InlineData("List-Unsubscribe-Post: List-Unsubscribe=One-Click")]
    [InlineData("Precedence: bulk")]
    [InlineData("Precedence: junk")]
    [InlineData("Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All")]
    public void Read_receipts_and_newsletters_make_no_contact(string headers) =>
        Assert.Equal(IgnoredReason.AutomaticMail, MailKit.Read(MailKit.Mail($"From: news@example.net\r\nMessage-ID: <n1@x>\r\n{headers}", "hello")).Ignored.Single().Reason);

    [Theory]
    [InlineData("List-Unsubscribe: <https://crm.example/u>\r\nIn-Reply-To: <ours@in.example.com>")]
    [InlineData("Precedence: bulk\r\nReferences: <ours@in.example.com>")]
    [InlineData("Precedence: list\r\nList-Id: <help.groups.example>\r\nList-Unsubscribe: <mailto:help+unsubscribe@groups.example>")]
    [InlineData("Auto-Submitted: no")]
    public void People_in_mailing_systems_are_heard(string headers) =>
        Assert.Equal(ContactKind.Message, MailKit.Contact(MailKit.Mail($"From: anna@example.org\r\nMessage-ID: <n1@x>\r\n{headers}", "hello")).Kind);

    [Fact]
    public void Mail_of_ours_that_comes_back_is_an_echo()
    {
        Assert.Equal(IgnoredReason.Echo, MailKit.Read(MailKit.Mail($"From: help@in.example.com\r\nMessage-ID: <{_ours}>", "hello")).Ignored.Single().Reason);
        Assert.Equal(IgnoredReason.Echo, MailKit.Read(MailKit.Mail($"From: help@in.example.com\r\nMessage-ID: <x@y>\r\n{AutomaticMail.SentHeader}: 1", "hello")).Ignored.Single().Reason);
    }

    private static Attachment Status(string recipients) => File("message/delivery-status", $"Reporting-MTA: dns; mx.example.net\r\n\r\n{recipients}\r\n");

    private static Attachment Returned(string mail) => File("message/rfc822", mail);

    private static Attachment File(string type, string content) => MailFile.Of(null, type, Encoding.UTF8.GetBytes(content));
}
