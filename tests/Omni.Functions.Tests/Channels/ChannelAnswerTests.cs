using System.Text;
using Omni.Functions.Channels;

namespace Omni.Functions.Tests.Channels;

public sealed class ChannelAnswerTests
{
    [Fact]
    public void Telegram_has_no_handshake() => Assert.Null(Samples.Channel("telegram").Handshake(Samples.Request("telegram", "text") with { Method = "GET" }));

    [Fact]
    public void Telegram_is_told_to_release_a_pressed_button()
    {
        var channel = Samples.Channel("telegram");
        var request = Samples.Request("telegram", "button-press");

        var answer = channel.Accept(request, channel.Normalise(request));

        Assert.Equal("""{"method":"answerCallbackQuery","callback_query_id":"4382bfdwdsb323b2d9"}""", Encoding.UTF8.GetString(answer.Body.Span));
    }

    [Fact]
    public void Telegram_hears_nothing_else_about_a_message()
    {
        var channel = Samples.Channel("telegram");
        var request = Samples.Request("telegram", "text");

        Assert.Same(WebhookAnswer.Taken, channel.Accept(request, channel.Normalise(request)));
    }

    [Fact]
    public void A_browser_may_ask_and_send_from_a_known_site()
    {
        var channel = Samples.Channel("form");
        var asked = Samples.Request("form", "text") with { Method = "OPTIONS", Header = Origin("https://shop.example") };

        Assert.Equal(204, channel.Handshake(asked)!.Status);
        Assert.Contains(new("Access-Control-Allow-Origin", "https://shop.example"), channel.AnswerHeaders(asked));
        Assert.Contains(new("Access-Control-Allow-Headers", "Content-Type"), channel.AnswerHeaders(asked));
        Assert.Contains(new("Vary", "Origin"), channel.AnswerHeaders(asked with { Method = "POST" }));
    }

    [Fact]
    public void A_browser_may_not_from_any_other()
    {
        var channel = Samples.Channel("form");
        var asked = Samples.Request("form", "text") with { Method = "OPTIONS", Header = Origin("https://evil.example") };

        Assert.Null(channel.Handshake(asked));
        Assert.DoesNotContain(channel.AnswerHeaders(asked), header => header.Key.StartsWith("Access-Control", StringComparison.Ordinal));
    }

    [Fact]
    public void A_form_sent_twice_at_once_is_one_contact_and_sent_again_later_is_another()
    {
        var channel = Samples.Channel("form");
        var request = Samples.Request("form", "text");
        string IdAfter(TimeSpan time) => channel.Normalise(request with { ReceivedAt = request.ReceivedAt + time }).Contacts.Single().Id;

        Assert.Equal(IdAfter(TimeSpan.Zero), IdAfter(TimeSpan.FromSeconds(3)));
        Assert.NotEqual(IdAfter(TimeSpan.Zero), IdAfter(TimeSpan.FromMinutes(30)));
    }

    [Fact]
    public void A_form_with_an_id_of_its_own_is_one_contact_for_ever()
    {
        var channel = Samples.Channel("form");
        var request = Samples.Request("form", "id-and-time");

        Assert.Equal(channel.Normalise(request).Contacts[0].Id, channel.Normalise(request with { ReceivedAt = request.ReceivedAt.AddDays(2) }).Contacts[0].Id);
    }

    [Fact]
    public void A_form_with_a_thousand_fields_is_refused()
    {
        var body = string.Join('&', Enumerable.Range(0, 1000).Select(number => $"f{number}=1"));
        var request = Samples.Request("form", "url-encoded") with { Body = Encoding.UTF8.GetBytes(body) };

        Assert.NotNull(Samples.Channel("form").Normalise(request).Refusal);
    }

    private static Func<string, string?> Origin(string origin) => name => name == "Origin" ? origin : null;
}
