using System.Net;
using System.Text.Json;

namespace Omni.Functions.Tests.Worker;

public sealed class HttpFunctionTests
{
    [Theory]
    [InlineData("/api/items/42/blue", "42 blue")]
    [InlineData("/api/items/42", "42 -")]
    [InlineData("/API/Items/42/", "42 -")]
    public async Task Route_values_reach_their_parameters(string path, string expected)
    {
        await using var app = await WorkerApp.StartAsync();
        var text = await app.Client.GetStringAsync(new Uri(path, UriKind.Relative));
        Assert.StartsWith(expected, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_body_and_the_invocation_id_arrive_as_sent()
    {
        await using var app = await WorkerApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/items/1/a") { Content = new StringContent("é\"{}") };
        request.Headers.Add("X-Azure-Functions-InvocationId", "inv-9");
        using var answer = await app.Client.SendAsync(request);
        Assert.Equal("1 a inv-9 é\"{}", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_literal_and_a_constraint_win_over_a_catch_all()
    {
        await using var app = await WorkerApp.StartAsync();
        Assert.Equal("rest a/b", await app.Client.GetStringAsync(new Uri("/api/items/a/b", UriKind.Relative)));
    }

    [Fact]
    public async Task An_answer_without_a_body_stays_without()
    {
        await using var app = await WorkerApp.StartAsync();
        using var answer = await app.Client.GetAsync(new Uri("/api/Nothing", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/api/Missing", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/Thrown", HttpStatusCode.InternalServerError)]
    [InlineData("GET", "/api/keys/none", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/Length", HttpStatusCode.MethodNotAllowed)]
    public async Task Every_error_is_a_problem_document_without_secrets(string method, string path, HttpStatusCode status)
    {
        await using var app = await WorkerApp.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await app.Client.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal((int)status, JsonDocument.Parse(body).RootElement.GetProperty("status").GetInt32());
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bodies_up_to_the_limit_of_the_host_are_taken()
    {
        await using var app = await WorkerApp.StartAsync();
        using var large = new ByteArrayContent(new byte[31_000_000]);
        using var taken = await app.Client.PostAsync(new Uri("/api/Length", UriKind.Relative), large);
        Assert.Equal("31000000", await taken.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_body_over_the_limit_of_the_host_is_refused()
    {
        await using var app = await WorkerApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/Length") { Content = new ByteArrayContent(new byte[104_857_601]) };
        request.Headers.ExpectContinue = true;
        using var answer = await app.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task The_route_prefix_of_the_host_is_obeyed()
    {
        await using var app = await WorkerApp.StartAsync(null, "--AzureFunctionsJobHost:extensions:http:routePrefix=");
        using var answer = await app.Client.GetAsync(new Uri("/Nothing", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }
}
