using System.Text;
using Omni.Functions.Channels.Email;
using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Channels.Email;

public sealed class BadMailTests
{
    private const int Megabyte = 1_000_000;

    [Theory]
    [InlineData("Thu, 01 Jan 1970 00:00:00 +0000")]
    [InlineData("Mon, 01 Jan 2099 00:00:00 +0000")]
    [InlineData("Fri, 27 Smarch 2026 14:19:00 +0300")]
    [InlineData("yesterday")]
    [InlineData("")]
    public void A_wrong_clock_gives_the_time_of_receipt(string date) =>
        Assert.Equal(MailKit.ReceivedAt, MailKit.Contact(MailKit.Mail($"From: anna@example.org\r\nDate: {date}\r\nMessage-ID: <a@x>", "hello")).OccurredAt);

    [Fact]
    public void A_mail_without_a_sender_is_a_contact_of_nobody()
    {
        var contact = MailKit.Contact(MailKit.Mail("Subject: hello\r\nMessage-ID: <a@x>", "hello"));

        Assert.Empty(contact.From.Identities);
        Assert.Equal("hello", contact.Text);
    }

    [Fact]
    public void A_mail_without_an_id_has_the_same_at_each_delivery()
    {
        var first = MailKit.Contact(MailKit.Mail("From: anna@example.org\r\nSubject: hello", "hello"));
        var again = MailKit.Contact(MailKit.Mail("From: anna@example.org\r\nSubject: hello", "hello"));
        var other = MailKit.Contact(MailKit.Mail("From: anna@example.org\r\nSubject: hello", "good bye"));

        Assert.Equal((first.Id, first.Thread), (again.Id, again.Thread));
        Assert.NotEqual(first.Id, other.Id);
        Assert.NotEqual(first.Thread, other.Thread);
    }

    [Fact]
    public void Line_breaks_in_headers_do_not_make_new_ones()
    {
        var contact = MailKit.Contact(MailKit.Mail("From: =?UTF-8?Q?Anna=0D=0AX-Omni-Sent:_1?= <anna@example.org>\r\nSubject: =?UTF-8?Q?a=0D=0AAuto-Submitted:_yes?=\r\nMessage-ID: <a@x>", "hello"));

        Assert.Equal("anna@example.org", contact.From.Identities.Single().Value);
        Assert.Equal(ContactKind.Message, contact.Kind);
    }

    [Fact]
    public void Broken_encodings_are_read_as_far_as_they_go()
    {
        byte[] mime =
            [.. "From: anna@example.org\r\nSubject: =?no-such?B?%%%?=\r\nMessage-ID: <a@x>\r\nContent-Type: text/html; charset=no-such\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!"u8, 0xff, 0xfe, 0x80];
        var mail = MimeMail.Read(mime);

        Assert.NotNull(mail);
        Assert.Equal("anna@example.org", MailSender.Read(mail.Headers.Raw("From")).Address);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("\n")]
    [InlineData("> quote\n")]
    [InlineData("From: x\n")]
    [InlineData("Sent from my iPhone\n")]
    [InlineData("On Fri, Nov 27, 2026 at 2:19 PM Anna <anna@example.org> wrot")]
    [InlineData("С уважением\n")]
    [InlineData("С уважением Олег Петров ")]
    [InlineData("This message is confidential, if you are not the intended recipient delete it. ")]
    [InlineData("This message is confidential, if you are not the intended recipient delete it.\n\n")]
    [InlineData("---- On Tue, 03 Mar 2026 18:41:07 +0300 Anna <anna@example.org> wrote ---\n")]
    [InlineData("> On 3 Mar 2026, at 18:41, Anna <anna@example.org> wrote:\n")]
    [InlineData("Анна писала 03.03.2026 18:41 ")]
    [InlineData("Кому: www.example.com +7 900 000-00-01 ")]
    public void Ten_megabytes_of_text_are_kept_as_a_file_or_as_they_are(string piece)
    {
        var text = new StringBuilder().Insert(0, piece, 10 * Megabyte / piece.Length).ToString();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var contact = MailKit.Contact(MailKit.Mail("From: anna@example.org\r\nMessage-ID: <a@x>", text));

        Assert.True(contact.Text == text || contact.Attachments.Single().Size == Encoding.UTF8.GetByteCount(text));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400L * Megabyte);
    }

    [Fact]
    public void HTML_too_long_to_be_read_is_kept_as_a_file_that_is_no_page()
    {
        var contact = MailKit.Contact(MailKit.Mail("From: anna@example.org\r\nMessage-ID: <a@x>", "short", new string('a', 10 * Megabyte)));

        Assert.Equal(("short", null), (contact.Text, contact.Html));
        Assert.Equal(("message.html.txt", "text/plain; charset=utf-8"), (contact.Attachments.Single().Name, contact.Attachments.Single().ContentType));
    }

    /// <summary>AngleSharp 1.10.3 throws a NullReferenceException.</summary>
    [Fact]
    public void HTML_that_the_parser_fails_at_is_kept_as_a_file()
    {
        var contact = MailKit.Contact(MailKit.Mail("From: anna@example.org\r\nMessage-ID: <a@x>", "Hello.", "<p><select><xmp></xmp><select>x"));

        Assert.Equal(("Hello.", null, "message.html.txt"), (contact.Text, contact.Html, contact.Attachments.Single().Name));
    }

    [Fact]
    public void HTML_too_long_to_be_read_shows_how_it_begins()
    {
        var mail = MailKit.Mail("From: anna@example.org\r\nMessage-ID: <a@x>", "", $"<p>Hello.</p><p>{new string('a', 10 * Megabyte)}");

        var begun = MailKit.Contact(mail);
        var found = MailKit.Contact(mail with { UniqueText = "Hello." });

        Assert.Equal(($"Hello.\n\n{new string('a', 99_992)}", "message.html.txt"), (begun.Text, begun.Attachments.Single().Name));
        Assert.Equal(("Hello.", "message.html.txt"), (found.Text, found.Attachments.Single().Name));
    }

    [Fact]
    public void Passed_on_without_a_word_the_earlier_mail_is_told_without_the_marks_of_its_HTML()
    {
        const string Earlier = "<div class=\"gmail_quote\">Sofa, 3 seats.</div>";
        var mail = MailKit.Mail("From: anna@example.org\r\nSubject: Fwd: sofa\r\nMessage-ID: <a@x>", "", $"{Earlier}<p>{new string('a', 10 * Megabyte)}");

        Assert.StartsWith("Sofa, 3 seats.", MailKit.Contact(mail).Text?.TrimStart(), StringComparison.Ordinal);
        Assert.Equal("Sofa, 3 seats.", MailKit.Contact(mail with { UniqueText = MailBody.TextOf(Earlier) }).Text?.Trim());
    }

    [Fact]
    public void The_whole_of_a_cut_text_stays_with_the_contact()
    {
        var shortly = MailKit.Contact(MailKit.Mail("From: anna@example.org\r\nMessage-ID: <a@x>", "Yes.\n\n> Sure?\n"));
        var atLength = MailKit.Contact(MailKit.Mail("From: anna@example.org\r\nMessage-ID: <a@x>", $"Yes.\n\n> {new string('?', 200_000)}\n"));
        var inHtml = MailKit.Contact(MailKit.Mail("From: anna@example.org\r\nMessage-ID: <a@x>", "Yes.\n\n> Sure?\n", "<p>Yes.</p><blockquote>Sure?</blockquote>"));

        Assert.Equal(("Yes.", "Yes.\n\n> Sure?\n"), (shortly.Text, shortly.Extras["fullText"].GetString()));
        Assert.Equal(("Yes.", "message.txt"), (atLength.Text, atLength.Attachments.Single().Name));
        Assert.Equal(("Yes.", "<p>Yes.</p><blockquote>Sure?</blockquote>", false), (inHtml.Text, inHtml.Html, inHtml.Extras.ContainsKey("fullText")));
    }

    [Fact]
    public void Of_words_without_end_the_beginning_is_text_and_the_whole_a_file()
    {
        var words = $"{new string('a', 99_999)}\U0001F4B6{new string('b', 300_000)}";

        var plain = MailKit.Contact(MailKit.Mail("From: anna@example.org\r\nMessage-ID: <a@x>", words));
        var besideHtml = MailKit.Contact(MailKit.Mail("From: anna@example.org\r\nMessage-ID: <a@x>", words, "<p>See the text.</p>"));
        var besideTooMuch = MailKit.Contact(MailKit.Mail("From: anna@example.org\r\nMessage-ID: <a@x>", words, new string('c', 10 * Megabyte)));

        Assert.All([plain, besideHtml, besideTooMuch], contact =>
        {
            Assert.Equal(new string('a', 99_999), contact.Text);
            Assert.Equal(("message.txt", words), (contact.Attachments[0].Name, Encoding.UTF8.GetString(contact.Attachments[0].Content.GetValueOrDefault().Span)));
        });
        Assert.Equal("message.html.txt", besideTooMuch.Attachments[1].Name);
    }

    [Theory]
    [InlineData("Yes.", "Yes.")]
    [InlineData("Yes.\n\n-- \nAnna", "Yes.")]
    [InlineData(" ", "Yes.")]
    public void What_a_mailbox_finds_to_be_new_goes_before_the_rules(string unique, string text) =>
        Assert.Equal(text, MailKit.Contact(MailKit.Mail("From: anna@example.org\r\nMessage-ID: <a@x>", "Yes.\n\n> Sure?") with { UniqueText = unique }).Text);

    [Fact]
    public void One_mail_in_two_mailboxes_is_one_contact()
    {
        const string Headers = "From: anna@example.org\r\nTo: help@in.example.com, Sales <Sales@in.example.com>\r\nDate: Fri, 27 Nov 2026 14:19:00 +0300\r\nSubject: hello";
        var inHelp = MailKit.Mail(Headers);
        var inSales = inHelp with { Account = "sales@in.example.com" };

        Assert.Equal(SharedMail.ContactId("graph", inHelp, "a@x"), SharedMail.ContactId("graph", inSales, "a@x"));
        Assert.NotEqual(SharedMail.ContactId("graph", inHelp, "a@x"), SharedMail.ContactId("graph", MailKit.Mail(Headers.Replace("anna", "eve", StringComparison.Ordinal)), "a@x"));
        Assert.Equal("shared", MailKit.Contact(inSales with { ContactId = "shared" }).Id);
        Assert.Equal(["help@in.example.com", "sales@in.example.com"], SharedMail.SentTo(inHelp.Headers, new HashSet<string> { "sales@in.example.com", "help@in.example.com" }));
    }
}
