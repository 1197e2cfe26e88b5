using Microsoft.Graph;
using Microsoft.Kiota.Abstractions.Authentication;
using Omni.Functions.Ingestion.Mailboxes;
using Omni.Functions.Stores;

namespace Omni.Functions.Tests.Stores;

/// <summary>The real client of Microsoft Graph before answers as the service gives them.</summary>
public sealed class GraphMailboxesTests : IDisposable
{
    private const string Root = "https://graph.microsoft.com/v1.0";
    private const string InMailbox = "/v1.0/users/sales%40shop.example";
    private const string DeltaLink = $"{Root}/users/sales@shop.example/mailFolders/inbox/messages/delta?$deltatoken=abc";
    private const string NextLink = $"{Root}/users/sales@shop.example/mailFolders/inbox/messages/delta?$skiptoken=def";

    private static readonly Mailbox Sales = new("sales@shop.example", "inbox", "sales", new AfterPickup(MarkRead: true, MoveTo: "archive"));
    private static readonly DateTimeOffset Since = new(2026, 3, 1, 8, 30, 0, TimeSpan.FromHours(3));

    private readonly GraphScript _script = new();
    private readonly HttpClient _http;
    private readonly GraphAccess _access;

    public GraphMailboxesTests()
    {
        _http = new HttpClient(_script);
        _access = new GraphAccess(() => new GraphServiceClient(_http, new AnonymousAuthenticationProvider(), Root));
    }

    private GraphMailboxes Mailboxes => new(_access);

    public void Dispose()
    {
        _access.Dispose();
        _http.Dispose();
        _script.Dispose();
    }

    [Fact]
    public async Task The_first_page_is_asked_for_with_ids_that_last_and_from_a_moment_on()
    {
        _script.Answer(200, $$$"""{"@odata.nextLink":"{{{NextLink}}}","value":[{"id":"one"},{"id":"gone","@removed":{"reason":"deleted"}},{"id":"two"}]}""");

        var page = await Mailboxes.ReadAsync(Sales, position: null, Since, default);

        Assert.Equal(["one", "two"], page.MessageIds);
        Assert.Equal((NextLink, false), (page.Position, page.IsLast));
        var request = Assert.Single(_script.Requests);
        Assert.Equal($"{InMailbox}/mailFolders/inbox/messages/delta()", request.Path);
        Assert.Equal(
            ["$filter=receivedDateTime ge 2026-03-01T05:30:00Z", "$select=id,receivedDateTime", "changeType=created"],
            Uri.UnescapeDataString(request.Query).TrimStart('?').Split('&').Order(StringComparer.Ordinal));
        Assert.Equal("IdType=\"ImmutableId\", odata.maxpagesize=50", request.Prefer);
    }

    [Fact]
    public async Task Later_pages_are_asked_for_by_the_link_as_it_was_given_and_with_the_same_preferences()
    {
        _script.Answer(200, $$"""{"@odata.deltaLink":"{{DeltaLink}}","value":[]}""");

        var page = await Mailboxes.ReadAsync(Sales, NextLink, Since, default);

        Assert.Equal((DeltaLink, true, 0), (page.Position, page.IsLast, page.MessageIds.Count));
        Assert.Equal(("?$skiptoken=def", "IdType=\"ImmutableId\", odata.maxpagesize=50"), (_script.Requests[0].Query, _script.Requests[0].Prefer));
    }

    [Theory]
    [InlineData(410, "syncStateNotFound")]
    [InlineData(410, "ErrorGone")]
    [InlineData(404, "SyncStateNotFound")]
    [InlineData(400, "resyncRequired")]
    public async Task A_position_that_is_forgotten_is_told_apart_from_every_other_failure(int status, string code)
    {
        _script.Answer(status, GraphScript.Error(code));

        await Assert.ThrowsAsync<PositionLostException>(() => Mailboxes.ReadAsync(Sales, DeltaLink, Since, default));
    }

    [Theory]
    [InlineData(403, "ErrorAccessDenied", true)]
    [InlineData(404, "ErrorInvalidUser", true)]
    [InlineData(401, "InvalidAuthenticationToken", true)]
    [InlineData(429, "TooManyRequests", false)]
    [InlineData(503, "ErrorServerBusy", false)]
    [InlineData(500, "ErrorInternalServerError", false)]
    public async Task A_mailbox_that_people_have_to_set_up_is_told_apart_from_one_that_is_busy(int status, string code, bool isSetup)
    {
        _script.Answer(status, GraphScript.Error(code));

        var failure = await Assert.ThrowsAsync<MailboxUnavailableException>(() => Mailboxes.ReadAsync(Sales, DeltaLink, Since, default));

        Assert.Equal((isSetup, $"The mailbox answered {status} {code}."), (failure.IsSetup, failure.Message));
    }

    [Fact]
    public async Task A_message_comes_with_its_headers_what_is_new_in_it_and_its_files()
    {
        _script.Answer(200,
            """
            {"id":"one","subject":"Floor plan","receivedDateTime":"2026-03-01T09:00:00Z","hasAttachments":true,"internetMessageId":"<1@example.com>",
             "from":{"emailAddress":{"address":"Anna@Example.com","name":"Anna"}},"replyTo":[],
             "internetMessageHeaders":[{"name":"From","value":"Anna <anna@example.com>"},{"name":"Message-ID","value":"<1@example.com>"}],
             "body":{"contentType":"html","content":"<p>New</p><blockquote>Old</blockquote>"},"uniqueBody":{"contentType":"html","content":"<p>New</p>"}}
            """);
        _script.Answer(200,
            """
            {"value":[{"@odata.type":"#microsoft.graph.fileAttachment","id":"a/1","name":"plan.pdf","contentType":"application/pdf","size":1200},
             {"@odata.type":"#microsoft.graph.itemAttachment","id":"a2","name":"Forwarded","size":300},
             {"@odata.type":"#microsoft.graph.referenceAttachment","id":"a3","name":"https://cloud.example/file"}]}
            """);

        var message = (await Mailboxes.FindAsync(Sales, "one", default))!;

        Assert.Equal(("Floor plan", "<p>New</p><blockquote>Old</blockquote>", "<p>New</p>", "<1@example.com>"), (message.Subject, message.Html, message.UniqueHtml, message.InternetMessageId));
        Assert.Equal(new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero), message.ReceivedAt);
        Assert.Equal(["From", "Message-ID"], message.Headers.Select(static header => header.Key));
        Assert.Equal([("sales%40shop.example/one/a2", "Forwarded.eml"), ("sales%40shop.example/one/a%2F1", "plan.pdf")], message.Attachments.Select(static file => (file.FileId!, file.Name!)));
        Assert.Equal(["https://cloud.example/file"], message.Links);
        Assert.All(_script.Requests, static request => Assert.Equal("IdType=\"ImmutableId\"", request.Prefer));
        Assert.Contains("internetMessageHeaders", _script.Requests[0].Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_within_the_text_are_found_though_the_message_says_that_it_has_none()
    {
        _script.Answer(200, """{"id":"one","receivedDateTime":"2026-03-01T09:00:00Z","hasAttachments":false,"body":{"contentType":"html","content":"<img src='cid:plan'>"}}""");
        _script.Answer(200, """{"value":[{"@odata.type":"#microsoft.graph.fileAttachment","id":"a1","name":"plan.png","isInline":true}]}""");

        Assert.Equal(["plan.png"], (await Mailboxes.FindAsync(Sales, "one", default))!.Attachments.Select(static file => file.Name));
    }

    [Fact]
    public async Task A_message_without_files_costs_one_request()
    {
        _script.Answer(200, """{"id":"one","receivedDateTime":"2026-03-01T09:00:00Z","hasAttachments":false,"body":{"contentType":"text","content":"Hello"}}""");

        var message = (await Mailboxes.FindAsync(Sales, "one", default))!;

        Assert.Equal(("Hello", null), (message.Text, message.Html));
        Assert.Single(_script.Requests);
    }

    [Fact]
    public async Task A_message_of_which_nobody_knows_when_it_came_is_broken_and_not_gone()
    {
        _script.Answer(200, """{"id":"one","subject":"Hello"}""");

        await Assert.ThrowsAsync<FormatException>(() => Mailboxes.FindAsync(Sales, "one", default));
    }

    [Fact]
    public async Task A_message_that_is_gone_is_none()
    {
        _script.Answer(404, GraphScript.Error("ErrorItemNotFound"));

        Assert.Null(await Mailboxes.FindAsync(Sales, "one", default));
    }

    [Fact]
    public async Task A_message_is_marked_and_then_moved_and_done_when_it_is_gone()
    {
        _script.Answer(200, """{"id":"one","isRead":true}""");
        _script.Answer(404, GraphScript.Error("ErrorItemNotFound"));

        await Mailboxes.FinishAsync(Sales, "one", default);

        Assert.Equal(
            [("PATCH", $"{InMailbox}/messages/one", """{"@odata.type":"#microsoft.graph.message","isRead":true}"""), ("POST", $"{InMailbox}/messages/one/move", """{"DestinationId":"archive"}""")],
            _script.Requests.Select(static request => (request.Method, request.Path, request.Body)));
    }

    [Fact]
    public async Task A_connection_that_breaks_is_a_mailbox_that_cannot_be_reached()
    {
        _script.Break();

        var failure = await Assert.ThrowsAsync<MailboxUnavailableException>(() => Mailboxes.FindAsync(Sales, "one", default));

        Assert.Equal((false, "The mailbox cannot be reached."), (failure.IsSetup, failure.Message));
    }
}
