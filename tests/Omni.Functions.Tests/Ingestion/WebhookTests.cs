using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Omni.Functions.Channels;
using Omni.Functions.Tests.Channels;

namespace Omni.Functions.Tests.Ingestion;

public sealed class WebhookTests : IAsyncLifetime
{
    private readonly WebhookDriver webhook = new();

    public Task InitializeAsync() => webhook.InitializeAsync();

    public Task DisposeAsync() => webhook.DisposeAsync();

    [Fact]
    public async Task A_signed_message_is_on_the_topic_when_the_provider_hears_200()
    {
        using var answer = await webhook.SendSample("text");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("{}", await answer.Content.ReadAsStringAsync());
        Assert.Equal("wamid.HBgMNDQ3NzAwOTAwMTIzFQIAEhgUM0E0QTY1OTlBRUUwMzgxMDE0NEYA", Assert.Single(webhook.Topic.Published).ProviderMessageId);
    }

    [Fact]
    public async Task A_batch_is_taken_whole_and_in_order()
    {
        using var answer = await webhook.SendSample("batch");

        Assert.Equal(["wamid.B1", "wamid.B2", "wamid.B3"], webhook.Topic.Published.Select(contact => contact.ProviderMessageId));
    }

    [Fact]
    public async Task A_receipt_is_taken_and_makes_no_contact()
    {
        using var answer = await webhook.SendSample("status-failed");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(webhook.Topic.Published);
    }

    [Theory]
    [InlineData("pigeon")]
    [InlineData("carrier-pigeon")]
    public async Task An_unknown_provider_is_not_found(string provider) =>
        await AssertProblem(webhook.Send(provider, "{}"u8.ToArray(), "application/json"), HttpStatusCode.NotFound);

    [Fact]
    public async Task An_unsigned_request_is_not_proven() =>
        await AssertProblem(webhook.Send("whatsapp", "{}"u8.ToArray(), "application/json"), HttpStatusCode.Unauthorized);

    [Fact]
    public async Task A_wrongly_signed_request_is_not_proven() =>
        await AssertProblem(
            webhook.Send("whatsapp", "{}"u8.ToArray(), "application/json", ("X-Hub-Signature-256", $"sha256={new string('0', 64)}")), HttpStatusCode.Unauthorized);

    public static TheoryData<byte[], string> UnreadableBodies() => new()
    {
        { "{\"object\":\"whatsapp_busin"u8.ToArray(), "application/json" },
        { Encoding.Latin1.GetBytes("{\"entry\":[\"\u00e9\"]}"), "application/json" },
        { Encoding.UTF8.GetBytes(new string('[', 200_000) + new string(']', 200_000)), "application/json" },
        { Samples.Request("whatsapp", "text").Body.ToArray(), "text/plain" },
        { "{\"object\":\"whatsapp_business_account\",\"entry\":[17]}"u8.ToArray(), "application/json" },
        { [], "application/json" },
    };

    [Theory]
    [MemberData(nameof(UnreadableBodies))]
    public async Task A_signed_body_that_cannot_be_read_is_refused_with_advice(byte[] body, string contentType)
    {
        var problem = await AssertProblem(webhook.SendSigned(body, contentType), HttpStatusCode.BadRequest);

        Assert.StartsWith("Send ", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    public static TheoryData<string> Providers => [.. ChannelCatalogue.Entries.Select(entry => entry.Provider)];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task No_provider_has_a_body_beyond_30_MB_read(string provider)
    {
        using var body = new MemoryStream(new byte[30 * 1024 * 1024 + 1]);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/webhooks/{provider}") { Content = new StreamContent(body) };
        request.Headers.ExpectContinue = true;

        // Mailgun repeats what it is refused with anything else.
        await AssertProblem(webhook.Client.SendAsync(request), provider == "mailgun" ? HttpStatusCode.NotAcceptable : HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal(0, body.Position);
    }

    [Fact]
    public async Task A_body_that_does_not_say_its_length_is_read_no_further_than_the_limit()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/webhooks/form") { Content = new StreamContent(new MemoryStream(new byte[600 * 1024])) };
        request.Headers.TransferEncodingChunked = true;

        await AssertProblem(webhook.Client.SendAsync(request), HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task While_the_bus_is_away_the_provider_is_asked_to_come_again_and_then_succeeds()
    {
        webhook.Topic.IsDown = true;
        using var refused = await webhook.SendSample("text");
        webhook.Topic.IsDown = false;
        using var taken = await webhook.SendSample("text");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (refused.StatusCode, taken.StatusCode));
        Assert.Equal(TimeSpan.FromSeconds(5), refused.Headers.RetryAfter?.Delta);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Single(webhook.Topic.Published);
    }

    [Fact]
    public async Task Metas_handshake_is_answered_with_its_challenge()
    {
        var answer = await webhook.Client.GetStringAsync(new Uri("api/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=verify-me", UriKind.Relative));

        Assert.Equal("1158201444", answer);
    }

    [Fact]
    public async Task A_browser_of_a_known_site_asks_sends_and_may_read_the_answer()
    {
        using var question = new HttpRequestMessage(HttpMethod.Options, "api/webhooks/form");
        question.Headers.Add("Origin", "https://shop.example");
        using var asked = await webhook.Client.SendAsync(question);
        using var sent = await webhook.Send("form", "{\"message\":\"hello\"}"u8.ToArray(), "application/json", ("Origin", "https://shop.example"));

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.OK), (asked.StatusCode, sent.StatusCode));
        Assert.Equal("https://shop.example", sent.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains(webhook.Topic.Published.Single().Id, await sent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_may_read_why_its_body_is_too_long()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/webhooks/form") { Content = new StreamContent(new MemoryStream(new byte[600 * 1024])) };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("Origin", "https://shop.example");

        using var answer = await webhook.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("https://shop.example", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task A_browser_may_read_that_its_body_broke_off()
    {
        using var browser = new TcpClient(webhook.Client.BaseAddress!.Host, webhook.Client.BaseAddress.Port);
        using var reader = new StreamReader(browser.GetStream());

        await browser.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            "POST /api/webhooks/form HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nOrigin: https://shop.example\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\nb\r\n{\"message\":\r\nnot a length\r\n"));
        var answer = await reader.ReadToEndAsync();

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("Access-Control-Allow-Origin: https://shop.example\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_a_customer_or_a_secret_is_logged_and_nothing_is_an_error()
    {
        foreach (var sample in Samples.Names("whatsapp"))
            (await webhook.SendSample(sample)).Dispose();
        (await webhook.Send("form", Samples.Request("form", "text").Body.ToArray(), "application/json", ("Origin", "https://shop.example"))).Dispose();
        (await webhook.Send("form", Samples.Request("form", "text").Body.ToArray(), "application/json", ("X-Omni-Signature", "sha256=00"))).Dispose();

        Assert.NotEmpty(webhook.Log.Lines);
        Assert.All(webhook.Log.Lines, line =>
        {
            Assert.True(line.Level < LogLevel.Error, line.Text);
            foreach (var word in new[] { "79161234567", "447700900123", "Анна", "доставка", "example.com", "3c5f0e1d", "sha256=" })
                Assert.DoesNotContain(word, line.Text, StringComparison.OrdinalIgnoreCase);
        });
    }

    private static async Task<JsonElement> AssertProblem(Task<HttpResponseMessage> sent, HttpStatusCode status)
    {
        using var answer = await sent;
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        return problem;
    }
}
