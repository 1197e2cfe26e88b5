using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Omni.Functions.Tests.Worker;

public sealed class AnswerTests
{
    private const string Timer = """{"Data":{"timer":{"ScheduleStatus":null,"IsPastDue":false}},"Metadata":{}}""";

    [Fact]
    public async Task The_readiness_probe_is_answered()
    {
        await using var app = await WorkerApp.StartAsync();
        using var answer = await app.Client.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_failed_function_answers_500_in_json_without_its_message()
    {
        await using var app = await WorkerApp.StartAsync();
        using var answer = await app.InvokeAsync("Broken", Timer, "inv-1");
        var body = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        Assert.Equal("inv-1", JsonDocument.Parse(body).RootElement.GetProperty("invocationId").GetString());
    }

    [Fact]
    public async Task A_failure_is_logged_once_with_its_invocation()
    {
        await using var app = await WorkerApp.StartAsync();
        using var answer = await app.InvokeAsync("Broken", Timer, "inv-1");
        var record = Assert.Single(app.Log.Worker, record => record.Level >= LogLevel.Warning);
        Assert.Equal(LogLevel.Error, record.Level);
        Assert.Contains("inv-1", record.Message, StringComparison.Ordinal);
        Assert.Contains("Broken inv-1", record.Scopes, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(record.Exception);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"Data":{},"Metadata":{}}""")]
    [InlineData("""{"Data":{"msgs":"[5]"},"Metadata":{}}""")]
    [InlineData("""{"Data":{"msgs":"[\"plain text!\"]"},"Metadata":{}}""")]
    [InlineData("""{"Data":{"msgs":{}},"Metadata":{}}""")]
    public async Task An_unreadable_envelope_is_refused_and_never_reaches_the_function(string envelope)
    {
        await using var app = await WorkerApp.StartAsync();
        using var answer = await app.InvokeAsync("Many", envelope);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Throws<Xunit.Sdk.SingleException>(app.Seen.Only<object>);
    }

    [Theory]
    [InlineData("/Unknown")]
    [InlineData("/api/unknown")]
    [InlineData("/Item")]
    public async Task An_unknown_function_is_a_404_problem(string path)
    {
        await using var app = await WorkerApp.StartAsync();
        using var answer = await app.InvokeAsync(path.TrimStart('/'), Timer);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_host_that_hangs_up_is_no_error()
    {
        await using var app = await WorkerApp.StartAsync();
        using var hangUp = new CancellationTokenSource();
        var call = app.Client.GetAsync(new Uri("/api/Waits", UriKind.Relative), hangUp.Token);
        await app.Seen.Entered.WaitAsync();
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await app.Seen.Cancelled.WaitAsync();
        await app.DisposeAsync();
        Assert.DoesNotContain(app.Log.Worker, record => record.Level >= LogLevel.Warning);
    }
}
