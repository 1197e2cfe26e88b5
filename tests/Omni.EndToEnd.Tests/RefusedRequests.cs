using System.Net;
using System.Text;
using System.Text.Json;
using Omni.Drivers.Providers;
using Omni.EndToEnd.Tests.Running;

namespace Omni.EndToEnd.Tests;

[Collection(Peaceful.Name)]
public sealed class RefusedRequests(PeacefulHub fixture)
{
    private readonly Hub _hub = fixture.Hub;

    public static TheoryData<string, string, HttpStatusCode> Refused() => new()
    {
        { "unsigned", "whatsapp", HttpStatusCode.Unauthorized },
        { "wrongly signed", "whatsapp", HttpStatusCode.Unauthorized },
        { "truncated", "whatsapp", HttpStatusCode.BadRequest },
        { "deeply nested", "form", HttpStatusCode.BadRequest },
        { "not UTF-8", "form", HttpStatusCode.BadRequest },
        { "wrong content type", "form", HttpStatusCode.BadRequest },
        { "unknown provider", "carrier-pigeon", HttpStatusCode.NotFound },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Bad_input_gets_a_problem_document(string what, string provider, HttpStatusCode expected)
    {
        using var answer = await _hub.Api.PostAsync(Request(what, provider), CancellationToken.None);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal((int)expected, problem.RootElement.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.RootElement.GetProperty("detail").GetString() ?? "");
    }

    [Fact]
    public async Task A_hundred_megabytes_are_refused_without_being_stored()
    {
        var body = new byte[100_000_000];
        Array.Fill(body, (byte)' ');
        using var answer = await _hub.Api.PostAsync(Signed("form", body, "application/json"), CancellationToken.None);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData("api/customers?identity=phone:%2B447700900000")]
    [InlineData("api/customers/0123456789abcdef0123456789abcdef")]
    [InlineData("api/customers/0123456789abcdef0123456789abcdef/timeline")]
    public async Task Customers_are_shown_only_to_holders_of_a_key(string path)
    {
        using var stranger = new HttpClient { BaseAddress = _hub.System.Functions };
        using var answer = await stranger.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Health_and_the_interface_description_are_open()
    {
        using var stranger = new HttpClient { BaseAddress = _hub.System.Functions };
        using var health = await stranger.GetAsync(new Uri("api/health", UriKind.Relative));
        using var openApi = await stranger.GetAsync(new Uri("api/openapi.json", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Equal(HttpStatusCode.OK, openApi.StatusCode);
        using var document = JsonDocument.Parse(await openApi.Content.ReadAsStringAsync());
        Assert.StartsWith("3.", document.RootElement.GetProperty("openapi").GetString(), StringComparison.Ordinal);
    }

    private static SignedRequest Request(string what, string provider)
    {
        var whole = Hub.WhatsApp.Text("447700902001", "Nobody", "wamid.refused", "Refused", Hub.Noon);
        return what switch
        {
            "unsigned" => whole with { Headers = [] },
            "wrongly signed" => whole with { Headers = [KeyValuePair.Create("X-Hub-Signature-256", SignedRequest.HmacSha256("another secret", whole.Body))] },
            "truncated" => SignedWhatsApp(whole.Body[..^20]),
            "deeply nested" => Signed(provider, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 10_000))), "application/json"),
            "not UTF-8" => Signed(provider, [0x7B, 0x22, 0xC3, 0x28, 0x22, 0x3A, 0x31, 0x7D], "application/json"),
            "wrong content type" => Signed(provider, "<form/>"u8.ToArray(), "application/xml"),
            _ => whole with { Provider = provider },
        };
    }

    private static SignedRequest SignedWhatsApp(byte[] body) => new(
        "whatsapp", body, "application/json", "X-Hub-Signature-256", SignedRequest.HmacSha256(Checkout.Settings["Channels__WhatsApp__AppSecret"], body));

    private static SignedRequest Signed(string provider, byte[] body, string contentType) => new(
        provider, body, contentType, "X-Omni-Signature", SignedRequest.HmacSha256(Checkout.Settings["Channels__Form__Secret"], body));
}
