using System.Text.Json;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Replies;

/// <summary>What is said by a template, over whichever channel.</summary>
public sealed class ReplyTemplateTests
{
    private const string Anna = "phone:+74951234567";
    private const string Ready = """{"template":"order-ready","values":{"name":"Anna","order":"42","place":"5 Forest Street"},"idempotencyKey":"ready"}""";

    private readonly ReplyDesk _desk = new() { Provider = "whatsapp", Window = TimeSpan.FromHours(24) };

    [Theory]
    [InlineData("ru-RU", null, "заказ 42 можно забрать")]
    [InlineData("en", null, "your order 42 is ready")]
    [InlineData("ru-RU", "en", "your order 42 is ready")]
    [InlineData(null, null, "заказ 42 можно забрать")]
    public async Task It_is_said_in_the_language_of_the_customer_unless_another_is_asked_for(string? spoken, string? asked, string words)
    {
        var customer = await HearAsync(Written() with { From = new ContactSender { Identities = Written().From.Identities, Language = spoken } });

        var (status, _) = await _desk.AskAsync(customer, asked is null ? Ready : Ready.Replace("\"idempotencyKey\"", $"\"language\":\"{asked}\",\"idempotencyKey\"", StringComparison.Ordinal));
        await _desk.WorkAsync();

        Assert.Equal(202, status);
        Assert.Contains(words, Assert.Single(_desk.Arrived).Text, StringComparison.Ordinal);
        Assert.Null(_desk.Arrived[0].Approved);
        Assert.Equal(_desk.Arrived[0].Text, _desk.EntryOf(_desk.Arrived[0].Id)?.Text);
    }

    [Fact]
    public async Task After_the_window_has_closed_it_goes_out_as_the_provider_approved_it()
    {
        var customer = await HearAsync(Written() with { From = new ContactSender { Identities = Written().From.Identities, Language = "en" } });
        _desk.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(202, (await _desk.AskAsync(customer, Ready)).Status);
        await _desk.WorkAsync();

        var approved = Assert.Single(_desk.Arrived).Approved;
        Assert.Equal(("order_ready", "en"), (approved?.Name, approved?.Language));
        Assert.Equal(["Anna", "42", "5 Forest Street"], approved?.Values);
        Assert.StartsWith("Hello Anna", _desk.EntryOf(_desk.Arrived[0].Id)?.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_after_the_window_has_closed_is_refused_with_what_may_be_said()
    {
        var customer = await HearAsync(Written());
        _desk.Clock.Advance(TimeSpan.FromDays(2));

        var (status, answer) = await _desk.AskAsync(customer, """{"text":"Hello?","idempotencyKey":"k"}""");

        Assert.Equal((409, "windowClosed"), (status, answer.GetProperty("code").GetString()));
        Assert.Equal(["order-ready", "spring-offer"], answer.GetProperty("templates").EnumerateArray().Select(static name => name.GetString()));
        Assert.Contains("\"template\": order-ready or spring-offer", answer.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_offer_is_one_whatever_the_request_says()
    {
        var customer = await HearAsync(Written());

        var (status, answer) = await _desk.AskAsync(customer, """{"template":"spring-offer","values":{"name":"Anna","percent":"20","until":"Sunday"},"purpose":"service","idempotencyKey":"k"}""");

        Assert.Equal((409, "noConsent"), (status, answer.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("""{"template":"order-ready","values":{"name":"Anna","order":"42"},"idempotencyKey":"k"}""", "otherValues", "Missing: place.")]
    [InlineData("""{"template":"order-ready","idempotencyKey":"k"}""", "otherValues", "Missing: name, order, place.")]
    [InlineData("""{"template":"nothing","idempotencyKey":"k"}""", "noSuchTemplate", "order-ready, spring-offer")]
    [InlineData("""{"template":"order-ready","text":"Hello","idempotencyKey":"k"}""", null, "or \"template\"")]
    [InlineData("""{"text":"Hello","values":{"name":"Anna"},"idempotencyKey":"k"}""", null, "or \"template\"")]
    [InlineData("""{"template":"order-ready","values":{"name":null},"idempotencyKey":"k"}""", null, "or \"template\"")]
    public async Task What_cannot_be_said_is_refused_with_what_to_do(string body, string? code, string told)
    {
        var customer = await HearAsync(Written());

        var (status, answer) = await _desk.AskAsync(customer, body);

        Assert.Equal((400, code), (status, answer.TryGetProperty("code", out var said) ? said.GetString() : null));
        Assert.Contains(told, answer.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, _desk.OrderCount);
    }

    [Fact]
    public async Task A_mail_keeps_the_subject_of_its_thread_and_has_the_HTML_of_the_template()
    {
        _desk.Provider = "mailbox";
        var customer = await HearAsync(Written() with { Channel = OutgoingMail.Channel, Provider = "mailbox", Subject = "Wardrobe" });

        await _desk.AskAsync(customer, Ready.Replace("\"idempotencyKey\"", "\"language\":\"en\",\"idempotencyKey\"", StringComparison.Ordinal));
        await _desk.WorkAsync();

        var mail = Assert.Single(_desk.Arrived);
        Assert.Equal("Re: Wardrobe", mail.Subject);
        Assert.Contains("<b>42</b>", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_key_is_not_used_for_other_values()
    {
        var customer = await HearAsync(Written());
        await _desk.AskAsync(customer, Ready);

        Assert.Equal(202, (await _desk.AskAsync(customer, Ready)).Status);
        Assert.Equal(409, (await _desk.AskAsync(customer, Ready.Replace("42", "43", StringComparison.Ordinal))).Status);
    }

    private static Contact Written() => Contact(1, Anna) with { Direction = "inbound", Kind = ContactKind.Message, Provider = "whatsapp", Channel = "whatsapp", ReplyTo = "74951234567", Extras = new Dictionary<string, JsonElement>() };

    private async Task<string> HearAsync(Contact contact)
    {
        await Resolution(_desk.Store).ResolveAsync([contact], default);
        return Assert.Single(_desk.Store.Profiles).Id;
    }
}
