using System.Diagnostics;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Time.Testing;
using Omni.Azure.Communication.Email;
using Omni.Azure.Communication.Sms;
using Omni.LocalAzure.Providers.Sending;

namespace Omni.LocalAzure.Tests.Communication;

/// <summary>What clients and a resource of Communication Services owe each other.</summary>
public sealed class CommunicationContractTests : IAsyncLifetime
{
    private CommunicationServer _server = null!; // set before each test

    public async Task InitializeAsync() => _server = await CommunicationServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_mail_runs_succeeds_and_is_reported()
    {
        var operation = await Mail().SendAsync(WaitUntil.Started, Hello("anna@client.example"));
        Assert.False(operation.HasCompleted);

        await operation.UpdateStatusAsync();
        Assert.False(operation.HasCompleted);
        await operation.UpdateStatusAsync();

        Assert.Equal(EmailSendStatus.Succeeded, operation.Value.Status);
        Assert.Equal(("acs-email", "anna@client.example", "Hello", operation.Id), _server.Sent.All.Select(static sent => (sent.Provider, sent.To, sent.Subject, sent.Id)).Single());
        Assert.Equal((operation.Id, "Delivered"), _server.Reports.Select(static report => ((string?)report["data"]!["messageId"], (string?)report["data"]!["status"])).Single());
    }

    [Fact]
    public async Task The_same_operation_is_the_same_mail()
    {
        var operation = Guid.NewGuid();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Mail().SendAsync(WaitUntil.Started, Hello("anna@client.example"), operation)));

        Assert.Single(_server.Sent.All);
        Assert.Single(_server.Reports);
    }

    [Fact]
    public async Task The_same_pair_is_the_same_SMS()
    {
        var options = new SmsSendOptions(enableDeliveryReport: true) { Tag = "t", Repeatability = new SmsRepeatability(Guid.NewGuid(), TimeProvider.System.GetUtcNow()) };

        var first = await Texts().SendAsync("+12025550100", "+447700900123", "Hi", options);
        var again = await Texts().SendAsync("+12025550100", "+447700900123", "Hi", options);

        Assert.Equal(first.Value.MessageId, again.Value.MessageId);
        Assert.Single(_server.Sent.All);
        Assert.Equal("t", (string?)_server.Reports.Single()["data"]!["tag"]);
    }

    [Fact]
    public async Task Each_recipient_fares_for_himself()
    {
        var results = (await Texts().SendAsync("+12025550100", ["+447700900123", "447700900124", "+44"], "Hi")).Value;

        Assert.Equal([202, 400, 400], results.Select(static result => result.HttpStatusCode));
        Assert.Equal([true, false, false], results.Select(static result => result.MessageId is not null));
    }

    [Fact]
    public async Task A_token_of_the_directory_opens_and_another_does_not()
    {
        await MailBy(CommunicationServer.Token).SendAsync(WaitUntil.Started, Hello("anna@client.example"));

        Assert.Equal(401, (await Assert.ThrowsAsync<RequestFailedException>(() => MailBy("another").SendAsync(WaitUntil.Started, Hello("anna@client.example")))).Status);
        Assert.Single(_server.Sent.All);
    }

    [Theory]
    [InlineData("accesskey=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", 0, 202)]
    [InlineData("accesskey=AAEC", 0, 401)]
    [InlineData("accesskey=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", 16, 401)]
    public async Task A_signature_with_another_key_or_of_another_time_opens_nothing(string key, int minutes, int status)
    {
        var options = new SmsClientOptions { Clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddMinutes(minutes)), Retry = { MaxRetries = 0 } };
        var client = new SmsClient($"endpoint={_server.Address};{key}", options);

        var answered = await StatusOfAsync(async () => (await client.SendAsync("+12025550100", "+447700900123", "Hi")).GetRawResponse().Status);

        Assert.Equal((status, status == 202 ? 1 : 0), (answered, _server.Sent.All.Count));
    }

    [Fact]
    public async Task A_body_that_was_changed_on_the_way_opens_nothing()
    {
        var options = new SmsClientOptions { Retry = { MaxRetries = 0 } };
        options.AddPolicy(new ChangedOnTheWay(), HttpPipelinePosition.BeforeTransport);
        var client = new SmsClient(_server.ConnectionString, options);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => client.SendAsync("+12025550100", "+447700900123", "Hi"));

        Assert.Equal((401, "Denied"), (failure.Status, failure.ErrorCode));
        Assert.Empty(_server.Sent.All);
    }

    [Fact]
    public async Task Planned_failures_come_before_or_after_the_message_is_passed_on()
    {
        _server.Faults.Plan([new SendFault { Provider = "acs-email", Status = 429, RetryAfter = 7 }]);
        var busy = await Assert.ThrowsAsync<RequestFailedException>(() => Mail().SendAsync(WaitUntil.Started, Hello("anna@client.example")));
        Assert.Equal((429, "7"), (busy.Status, busy.GetRawResponse()?.Headers.TryGetValue("Retry-After", out var after) == true ? after : null));
        Assert.Empty(_server.Sent.All);

        _server.Faults.Plan([new SendFault { Provider = "acs", CutsAfter = true }]);
        Assert.Equal(0, (await Assert.ThrowsAsync<RequestFailedException>(() => Texts().SendAsync("+12025550100", "+447700900123", "Hi"))).Status);
        Assert.Single(_server.Sent.All);
    }

    [Fact]
    public async Task What_the_stand_in_does_not_know_it_says()
    {
        using var http = new HttpClient { BaseAddress = _server.Address };
        using var answer = await http.GetAsync(new Uri("identities?api-version=2023-10-01", UriKind.Relative));

        Assert.Equal(404, (int)answer.StatusCode);
        Assert.Contains("NotSupported", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_official_clients_for_javascript_find_what_they_expect()
    {
        using var node = Process.Start(new ProcessStartInfo("node", [Script(), _server.ConnectionString]) { RedirectStandardOutput = true })!; // a program that exists is started

        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();

        Assert.True(node.ExitCode == 0, said);
    }

    private static EmailMessage Hello(string to) => new("support@shop.example", to, new EmailContent("Hello") { PlainText = "Hi" });

    private EmailClient Mail() => new(_server.ConnectionString, new EmailClientOptions { Retry = { MaxRetries = 0 } });

    /// <summary>Bearer tokens go over TLS alone, so the client is told that this is.</summary>
    private EmailClient MailBy(string token)
    {
        var options = new EmailClientOptions { Retry = { MaxRetries = 0 } };
        options.AddPolicy(new InTheClear(), HttpPipelinePosition.BeforeTransport);
        return new EmailClient(new UriBuilder(_server.Address) { Scheme = Uri.UriSchemeHttps }.Uri, DelegatedTokenCredential.Create((_, _) => new AccessToken(token, DateTimeOffset.MaxValue)), options);
    }

    private SmsClient Texts() => new(_server.ConnectionString, new SmsClientOptions { Retry = { MaxRetries = 0 } });

    private static async Task<int> StatusOfAsync(Func<Task<int>> call)
    {
        try
        {
            return await call();
        }
        catch (RequestFailedException failure)
        {
            return failure.Status;
        }
    }

    private static string Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var project = Path.Combine(folder.FullName, "tests", "communication-js");
            if (Directory.Exists(Path.Combine(project, "node_modules"))) return Path.Combine(project, "contract.js");
        }

        throw new InvalidOperationException("The clients are not installed: run npm ci in tests/communication-js.");
    }

    private sealed class InTheClear : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message) => message.Request.Uri.Scheme = Uri.UriSchemeHttp;
    }

    private sealed class ChangedOnTheWay : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message) => message.Request.Content = RequestContent.Create("{}"u8.ToArray());
    }
}
