using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using Omni.Functions.Media;

namespace Omni.Functions.Tests.Media;

/// <summary>Over the wire: what is asked of whom, and what is never asked.</summary>
public sealed class WebFilesTests : IAsyncLifetime
{
    private readonly Dictionary<string, IPAddress[]> _names = new()
    {
        ["files.example"] = [IPAddress.Loopback],
        ["other.example"] = [IPAddress.Loopback],
        ["private.example"] = [IPAddress.Loopback],
        ["halfway.example"] = [IPAddress.Parse("8.8.8.8"), IPAddress.Loopback],
        ["nowhere.example"] = [],
    };

    private readonly List<string> _resolved = [];
    private MediaServer _server = null!; // Set before each test.

    public async Task InitializeAsync() => _server = await MediaServer.StartAsync(AnswerAsync);

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task A_file_is_read_from_where_the_settings_lead()
    {
        Assert.Equal("hello", await ReadAsync(_server.At("files.example", "file")));
    }

    [Theory]
    [InlineData("private.example")]
    [InlineData("halfway.example")]
    [InlineData("nowhere.example")]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("169.254.169.254")]
    public async Task No_request_leaves_for_an_address_that_is_not_public(string host)
    {
        Assert.Equal(AttachmentProblem.RefusedAddress, await RefusalAsync(_server.At(host, "file")));
        Assert.Empty(_server.Asked);
    }

    [Theory]
    [InlineData("ftp://files.example/file")]
    [InlineData("file:///etc/passwd")]
    [InlineData("data:text/plain,hello")]
    [InlineData("http://user:secret@files.example/file")]
    public async Task Only_the_web_is_asked_and_nobody_is_told_passwords(string address) =>
        Assert.Equal(AttachmentProblem.RefusedAddress, await RefusalAsync(new Uri(address)));

    [Theory]
    [InlineData("to-private")]
    [InlineData("to-loopback")]
    [InlineData("to-metadata")]
    [InlineData("to-file")]
    public async Task A_redirect_leads_nowhere_that_an_address_may_not(string path)
    {
        Assert.Equal(AttachmentProblem.RefusedAddress, await RefusalAsync(_server.At("files.example", path)));
        Assert.Single(_server.Asked);
    }

    [Fact]
    public async Task Redirects_end()
    {
        Assert.Equal(AttachmentProblem.Unavailable, await RefusalAsync(_server.At("files.example", "loop")));
        Assert.Equal(6, _server.Asked.Count);
    }

    [Fact]
    public async Task Credentials_stay_with_the_host_they_are_for_and_do_not_come_back()
    {
        Assert.Equal("hello", await ReadAsync(_server.At("files.example", "there-and-back"), "Bearer secret"));

        Assert.Equal(
            [("files.example/there-and-back", "Bearer secret"), ("other.example/back", null), ("files.example/file", null)],
            _server.Asked);
    }

    [Fact]
    public async Task A_name_is_resolved_once_for_a_connection()
    {
        await ReadAsync(_server.At("files.example", "file"));

        Assert.Equal(["files.example"], _resolved);
    }

    [Theory]
    [InlineData("status-401", AttachmentProblem.NotAllowed)]
    [InlineData("status-403", AttachmentProblem.NotAllowed)]
    [InlineData("status-400", AttachmentProblem.NotAllowed)]
    [InlineData("status-451", AttachmentProblem.NotAllowed)]
    public async Task A_refusal_of_the_provider_is_for_good(string path, AttachmentProblem problem) =>
        Assert.Equal(problem, await RefusalAsync(_server.At("files.example", path)));

    [Theory]
    [InlineData("status-404")]
    [InlineData("status-410")]
    public async Task What_is_gone_is_told_as_nothing(string path) => Assert.Null(await ReadAsync(_server.At("files.example", path)));

    [Theory]
    [InlineData("status-408")]
    [InlineData("status-429")]
    [InlineData("status-500")]
    [InlineData("status-503")]
    public async Task A_provider_that_does_not_work_now_is_asked_again_later(string path) =>
        await Assert.ThrowsAsync<MediaUnavailableException>(() => ReadAsync(_server.At("files.example", path)));

    [Fact]
    public async Task No_failure_tells_the_address()
    {
        await using var gone = await MediaServer.StartAsync(static (_, _) => Task.CompletedTask);
        var address = new Uri($"http://files.example:{gone.Port}/bot-secret-token/file");
        _names["files.example"] = [IPAddress.Loopback];
        await gone.DisposeAsync();

        var failure = await Assert.ThrowsAsync<MediaUnavailableException>(() => ReadAsync(address, trusted: address));

        Assert.DoesNotContain("secret-token", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("files.example", failure.ToString(), StringComparison.Ordinal);
    }

    private static Task AnswerAsync(HttpContext context, MediaServer server)
    {
        var path = context.Request.Path.Value!.TrimStart('/');
        if (path.StartsWith("status-", StringComparison.Ordinal))
        {
            context.Response.StatusCode = int.Parse(path["status-".Length..], System.Globalization.CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        }

        var redirect = path switch
        {
            "to-private" => server.At("private.example", "file").AbsoluteUri,
            "to-loopback" => server.At("127.0.0.1", "file").AbsoluteUri,
            "to-metadata" => "http://169.254.169.254/metadata/identity/oauth2/token",
            "to-file" => "file:///etc/passwd",
            "loop" => "/loop",
            "there-and-back" => server.At("other.example", "back").AbsoluteUri,
            "back" => server.At("files.example", "file").AbsoluteUri,
            _ => null,
        };
        if (redirect is null)
            return context.Response.WriteAsync("hello");
        context.Response.StatusCode = 302;
        context.Response.Headers.Location = redirect;
        return Task.CompletedTask;
    }

    private async Task<AttachmentProblem> RefusalAsync(Uri address) => (await Assert.ThrowsAsync<MediaRefusedException>(() => ReadAsync(address))).Problem;

    private async Task<string?> ReadAsync(Uri address, string? authorization = null, Uri? trusted = null)
    {
        var connections = new PublicConnections(ResolveAsync, [_server.At("files.example"), _server.At("other.example"), trusted ?? _server.At("files.example")]);
        using var http = new HttpClient(connections.CreateHandler());
        if (await new WebFiles(http).OpenAsync(new DirectMedia(), new MediaRequest(address, authorization), default) is not { } file)
            return null;
        await using (file)
        {
            using var reader = new StreamReader(file.Content, Encoding.UTF8);
            return await reader.ReadToEndAsync();
        }
    }

    private Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
    {
        _resolved.Add(host);
        return _names.TryGetValue(host, out var addresses) ? Task.FromResult(addresses) : Dns.GetHostAddressesAsync(host, cancellation);
    }
}
