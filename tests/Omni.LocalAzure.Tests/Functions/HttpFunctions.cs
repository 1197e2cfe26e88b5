using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Omni.LocalAzure.Tests.Functions;

public sealed class HttpFunctions
{
    [Fact]
    public async Task Proxying_leaves_path_query_and_bytes_untouched_and_adds_the_invocation_headers()
    {
        await using var host = await RunningHost.StartAsync(new ScriptRoot().WithHttp("Any", "{*rest}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{host.Client.BaseAddress}api/a%2Fb%20c?x=1&x=2")) { Content = new StringContent("héllo") };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("X-Azure-Functions-InvocationId", "mine");
        using var response = await host.Client.SendAsync(request);
        var seen = Payload.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(("POST", "/api/a%2Fb%20c?x=1&x=2", "héllo"), (seen.GetProperty("method").GetString(), seen.GetProperty("url").GetString(), seen.GetProperty("body").GetString()));
        var headers = Headers(seen);
        Assert.Equal("4.1037.0.0", headers["x-azure-functions-hostversion"]);
        Assert.True(Guid.TryParse(headers["x-azure-functions-invocationid"], out _));
        Assert.Equal(["a=1", "b=2"], response.Headers.GetValues("Set-Cookie"));
    }

    [Fact]
    public async Task An_older_host_forwards_with_repeated_query_keys_joined_and_refuses_a_chunked_body()
    {
        var root = new ScriptRoot("\"enableProxyingHttpRequest\": true, \"enableForwardingHttpRequest\": true").WithHttp("Any", "{*rest}");
        await using var host = await RunningHost.StartAsync(root, olderHost: true);
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/x?x=1&x=2") { Content = new StringContent("body") };
        var seen = await host.SeenAsync(request);
        Assert.Equal("1,2", System.Web.HttpUtility.ParseQueryString(new Uri("http://h" + seen.GetProperty("url").GetString()).Query)["x"]);
        Assert.Equal("body", seen.GetProperty("body").GetString());
        Assert.Contains("Azure-Functions-Host/4.1037.0.0", Headers(seen)["user-agent"], StringComparison.Ordinal);
        using var chunked = new HttpRequestMessage(HttpMethod.Post, "api/x") { Content = new StringContent("body") };
        chunked.Headers.TransferEncodingChunked = true;
        using var refused = await host.Client.SendAsync(chunked);
        Assert.Equal(HttpStatusCode.InternalServerError, refused.StatusCode);
    }

    [Fact]
    public async Task Without_proxying_and_forwarding_the_request_travels_in_an_envelope()
    {
        await using var host = await RunningHost.StartAsync(new ScriptRoot("\"enableProxyingHttpRequest\": false").WithHttp("Plain", "items/{id:int}/{tag?}"));
        using var response = await host.Client.PostAsync(new Uri("api/items/42?a=1&a=2&b=x%20y&c=", UriKind.Relative), new StringContent("""{"n":1,"s":"é"}""", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        var seen = Payload.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(("POST", "/Plain"), (seen.GetProperty("method").GetString(), seen.GetProperty("url").GetString()));
        var envelope = Payload.Parse(seen.GetProperty("body").GetString()!); // the handler echoes it
        var data = envelope.GetProperty("Data").GetProperty("req");
        Assert.Equal("1,2", data.GetProperty("Query").GetProperty("a").GetString());
        Assert.Equal("""{"id":"42","tag":null}""", data.GetProperty("Params").GetRawText());
        Assert.Equal("""{"n":1,"s":"é"}""", data.GetProperty("Body").GetString());
        var metadata = envelope.GetProperty("Metadata");
        Assert.Equal(("\"1\"", "\"é\"", "\"2\"", "\"42\""), (Text("n"), Text("s"), Text("a"), Text("id")));
        Assert.Equal("""{"a":"2","b":"x y","c":""}""", metadata.GetProperty("Query").GetRawText());

        string? Text(string name) => metadata.GetProperty(name).GetString();
    }

    [Theory]
    [InlineData("api/fixed", HttpStatusCode.OK, "header")]
    [InlineData("api/fixed", HttpStatusCode.OK, "query")]
    [InlineData("api/fixed", HttpStatusCode.OK, "function")]
    [InlineData("api/fixed", HttpStatusCode.OK, "master")]
    [InlineData("api/fixed", HttpStatusCode.Unauthorized, "none")]
    [InlineData("api/fixed", HttpStatusCode.Unauthorized, "wrong header, right query")]
    [InlineData("api/steered", HttpStatusCode.Unauthorized, "header")]
    [InlineData("api/steered", HttpStatusCode.OK, "master")]
    [InlineData("api/nothing", HttpStatusCode.NotFound, "none")]
    [InlineData("api/posted", HttpStatusCode.NotFound, "master")]
    public async Task Routes_come_first_then_keys(string path, HttpStatusCode expected, string presented)
    {
        var root = new ScriptRoot().WithHttp("Fixed", "fixed", "function").WithHttp("Steered", "steered", "admin").WithHttp("Posted", "posted", methods: "post");
        await using var host = await RunningHost.StartAsync(root);
        using var request = new HttpRequestMessage(HttpMethod.Get, presented.EndsWith("query", StringComparison.Ordinal) ? $"{path}?code={host.Keys.Host}" : path);
        var header = presented switch
        {
            "header" => host.Keys.Host,
            "function" => host.Keys.Functions["Fixed"],
            "master" => host.Keys.Master,
            "wrong header, right query" => "wrong",
            _ => null,
        };
        if (header is not null) request.Headers.Add("x-functions-key", header);
        using var response = await host.Client.SendAsync(request);
        Assert.Equal(expected, response.StatusCode);
        if (expected == HttpStatusCode.Unauthorized) Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_catch_all_that_sorts_first_hides_a_literal_and_enveloped_functions_tell_it()
    {
        var root = new ScriptRoot("\"enableForwardingHttpRequest\": false").WithHttp("A_catch", "x/{*rest}").WithHttp("D_literal", "x/fixed");
        await using var host = await RunningHost.StartAsync(root);
        var seen = await host.SeenAsync(new HttpRequestMessage(HttpMethod.Get, "api/x/fixed"));
        Assert.Equal("/A_catch", seen.GetProperty("url").GetString());
    }

    [Fact]
    public async Task The_administration_opens_with_the_master_key_alone()
    {
        var root = new ScriptRoot().WithHttp("Any", "{*rest}").With("Tick", """{ "type": "timerTrigger", "direction": "in", "name": "t", "schedule": "0 0 0 1 1 *" }""");
        await using var host = await RunningHost.StartAsync(root);
        await host.ReadyAsync();
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(HttpMethod.Get, "admin/host/ping", key: null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(HttpMethod.Get, "admin/functions", host.Keys.Host)).StatusCode);
        var list = Payload.Parse(await (await AskAsync(HttpMethod.Get, "admin/functions", host.Keys.Master)).Content.ReadAsStringAsync());
        Assert.Equal(["Any", "Tick"], list.EnumerateArray().Select(function => function.GetProperty("name").GetString()));
        Assert.Equal(HttpStatusCode.Accepted, (await AskAsync(HttpMethod.Post, "admin/functions/tick", host.Keys.Master, "{}")).StatusCode);
        await host.Log.FindAsync(line => line is { Category: "Function.Tick.User", Text: "seen" });
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(HttpMethod.Post, "admin/functions/none", host.Keys.Master, "{}")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync(HttpMethod.Post, "admin/functions/Tick", host.Keys.Master)).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await AskAsync(HttpMethod.Post, "admin/functions/Tick", host.Keys.Master, "{}", "text/plain")).StatusCode);

        async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, string? key, string? body = null, string type = "application/json")
        {
            var request = new HttpRequestMessage(method, path);
            if (key is not null) request.Headers.Add("x-functions-key", key);
            if (body is not null) request.Content = new StringContent(body, new MediaTypeHeaderValue(type));
            return await host.Client.SendAsync(request);
        }
    }

    private static Dictionary<string, string> Headers(System.Text.Json.JsonElement seen) => seen.GetProperty("headers").EnumerateArray().Select(text => text.GetString() ?? "").Chunk(2)
        .ToDictionary(pair => pair[0].ToUpperInvariant(), pair => pair[1], StringComparer.OrdinalIgnoreCase);
}
