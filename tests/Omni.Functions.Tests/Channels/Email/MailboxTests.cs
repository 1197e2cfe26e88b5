using Omni.Functions.Channels;
using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Channels.Email;

/// <summary>Mail as a mailbox in Exchange Online gives it.</summary>
public sealed class MailboxTests
{
    private static readonly MailboxMessage Plan = new()
    {
        Id = "AAMk1",
        ReceivedAt = new DateTimeOffset(2026, 3, 2, 9, 0, 5, TimeSpan.Zero),
        Subject = "Re: План этажа",
        Html = "<div>Вот план.</div><script>alert(1)</script><blockquote type=\"cite\">Пришлите план.</blockquote>",
        UniqueHtml = "<div>Вот план.</div>",
        InternetMessageId = "<plan@mail.example>",
        Headers =
        [
            new("Authentication-Results", "spf=pass smtp.mailfrom=mail.example; dkim=pass header.d=mail.example; dmarc=pass action=none header.from=mail.example;compauth=pass reason=100"),
            new("From", "=?utf-8?B?0JDQvdC90LA=?= <anna@mail.example>"), new("To", "design@shop.example"), new("Message-ID", "<plan@mail.example>"), new("Date", "Mon, 2 Mar 2026 12:00:00 +0300"),
        ],
        Attachments = [new Attachment { FileId = "design%40shop.example/AAMk1/a1", Name = "plan.pdf", ContentType = "application/pdf" }],
        Links = ["https://cloud.example/plan"],
    };

    private static readonly Dictionary<string, string> Departments = new() { ["design@shop.example"] = "design", ["sales@shop.example"] = "sales" };

    [Fact]
    public void A_mail_is_a_contact_of_who_sent_it_with_what_is_new_in_it_and_its_files()
    {
        var contact = Read(Plan);

        Assert.Equal(("email", "mailbox", "design@shop.example", "plan@mail.example"), (contact.Channel, contact.Provider, contact.Account, contact.ProviderMessageId));
        Assert.Equal(new Identity(IdentityKind.Email, "anna@mail.example", Trust.Verified), Assert.Single(contact.From.Identities));
        Assert.Equal(("Анна", "Вот план."), (contact.From.DisplayName, contact.Text));
        Assert.DoesNotContain("script", contact.Html, StringComparison.Ordinal);
        Assert.Contains("Пришлите план.", contact.Html, StringComparison.Ordinal);
        Assert.Equal("plan.pdf", Assert.Single(contact.Attachments).Name);
        Assert.Equal("https://cloud.example/plan", contact.Extras["links"][0].GetString());
        Assert.Equal((new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), Plan.ReceivedAt), (contact.OccurredAt, contact.ReceivedAt));
    }

    [Fact]
    public void A_copy_in_another_mailbox_is_the_same_contact_and_another_mail_with_its_id_is_not()
    {
        var copy = Plan with { Id = "AAMk2", ReceivedAt = Plan.ReceivedAt.AddSeconds(3) };
        var stranger = Plan with { Headers = [.. Plan.Headers.Where(static header => header.Key != "From"), new("From", "eve@evil.example")] };

        Assert.Equal(Read(Plan).Id, Read(copy, "sales@shop.example").Id);
        Assert.NotEqual(Read(Plan).Id, Read(stranger).Id);
    }

    [Fact]
    public void Each_copy_tells_all_departments_that_the_mail_names_and_a_blind_copy_is_news_of_it()
    {
        var both = Plan with { Headers = [.. Plan.Headers.Where(static header => header.Key != "To"), new("To", "design@shop.example"), new("Cc", "Sales <sales@shop.example>")] };
        Assert.Equal(["design", "sales"], Read(both).Departments);
        Assert.Null(Read(both).Revision);
        Assert.Equal(["design", "sales"], Read(both, "sales@shop.example").Departments);

        var blind = Read(Plan, "sales@shop.example");

        Assert.Equal(["design", "sales"], blind.Departments);
        Assert.StartsWith("in-", blind.Revision, StringComparison.Ordinal);
        Assert.Equal(["design"], Read(Plan).Departments);
    }

    [Fact]
    public void Without_the_word_of_Exchange_a_sender_is_only_asserted()
    {
        var forged = Plan with { Headers = [new("Authentication-Results", "mx.evil.example; dmarc=pass header.from=mail.example"), .. Plan.Headers.Skip(1)] };

        Assert.Equal(Trust.Asserted, Assert.Single(Read(forged).From.Identities).Trust);
    }

    [Fact]
    public void Mail_that_never_left_the_house_has_no_headers_and_is_read_by_what_the_mailbox_says()
    {
        var internalMail = Plan with { Headers = [], From = new MailboxParty("Boss@Shop.example", "Бо\r\nсс \"Большой\"") };

        var contact = Read(internalMail);

        Assert.Equal(new Identity(IdentityKind.Email, "boss@shop.example", Trust.Asserted), Assert.Single(contact.From.Identities));
        Assert.Equal(("Босс \"Большой\"", Plan.ReceivedAt), (contact.From.DisplayName?.ReplaceLineEndings(""), contact.OccurredAt));
    }

    [Fact]
    public void Where_the_mailbox_found_nothing_new_the_rules_cut_the_mail_themselves() =>
        Assert.Equal("Вот план.", Read(Plan with
        {
            UniqueHtml = "",
            Html = "<div>Вот план.</div><div>2 марта 2026 г., 11:00, Design &lt;design@shop.example&gt; написал(а):</div><blockquote type=\"cite\">Пришлите план.</blockquote>",
        }).Text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" <> ")]
    public void Mail_without_any_id_of_its_own_is_known_by_that_of_the_mailbox(string? messageId)
    {
        var nameless = Plan with { InternetMessageId = messageId, Headers = [.. Plan.Headers.Where(static header => header.Key != "Message-ID")] };

        Assert.Equal("AAMk1", Read(nameless).ProviderMessageId);
        Assert.NotEqual(Read(nameless).Id, Read(nameless with { Id = "AAMk9" }).Id);
    }

    [Fact]
    public void A_report_of_a_failure_is_understood_though_a_mailbox_gives_it_as_HTML()
    {
        var receipt = Read(Plan with
        {
            Subject = "Undeliverable: Wardrobe",
            Html = "<html><body><p>Delivery has failed to these recipients or groups:</p><p><a href=\"mailto:oleg@example.net\">oleg@example.net</a></p><p>Remote Server returned '550 5.1.10 RecipientNotFound'</p></body></html>",
            UniqueHtml = null,
            Headers = [new("From", "postmaster@shop.example"), new("Message-ID", "<ndr@shop.example>"), new("In-Reply-To", "<ours@shop.example>"), new("X-MS-Exchange-Message-Is-Ndr", "")],
        });

        Assert.Equal((ContactKind.Receipt, "oleg@example.net"), (receipt.Kind, receipt.From.Identities.Single().Value));
        Assert.Equal(("5.1.10", "ours@shop.example"), (receipt.Extras["statusCode"].GetString(), receipt.Extras["originalMessageId"].GetString()));
    }

    [Fact]
    public void An_automatic_answer_is_no_contact()
    {
        var away = Samples.Catalogue.ReadMail(Plan with { Headers = [.. Plan.Headers, new("Auto-Submitted", "auto-replied")] }, "design@shop.example", Departments);

        Assert.Empty(away.Contacts);
        Assert.Equal(IgnoredReason.AutomaticMail, Assert.Single(away.Ignored).Reason);
    }

    private static Contact Read(MailboxMessage message, string mailbox = "design@shop.example") => Assert.Single(Samples.Catalogue.ReadMail(message, mailbox, Departments).Contacts);
}
