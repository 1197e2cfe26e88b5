using System.Text.Json;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions.Authentication;
using Omni.Functions.Channels;
using Omni.Functions.Stores;
using Omni.Functions.Tests.Channels;

namespace Omni.Functions.Tests.Stores;

/// <summary>Mail out of a mailbox: the real client of Microsoft Graph before answers as the service gives them.</summary>
public sealed class GraphRepliesTests : IDisposable
{
    private const string InMailbox = "/v1.0/users/sales%40shop.example";
    private const string Id = "00112233445566778899aabbccddeeff";

    private static readonly OutgoingMessage Yes = new()
    {
        Id = Id,
        Account = "sales@shop.example",
        To = "anna@client.example",
        Text = "Yes, it is oak.",
        Thread = "u7ut6z35yy6kp6ph5x5bssikdwuc6vui",
        InReplyTo = "oak's@client.example",
        Subject = "Re: Wardrobe",
        AskedAt = default,
    };

    private readonly GraphScript _script = new();
    private readonly HttpClient _http;
    private readonly GraphAccess _access;

    public GraphRepliesTests()
    {
        _http = new HttpClient(_script);
        _access = new GraphAccess(() => new GraphServiceClient(_http, new AnonymousAuthenticationProvider(), "https://graph.microsoft.com/v1.0"));
    }

    private GraphReplies Replies => new(_access, Samples.Catalogue);

    public void Dispose()
    {
        _access.Dispose();
        _http.Dispose();
        _script.Dispose();
    }

    [Fact]
    public async Task First_there_is_a_draft_that_answers_the_mail_with_an_id_of_ours()
    {
        _script.Answer(200, """{"value":[{"id":"mail"}]}""");
        _script.Answer(201, """{"id":"draft","isDraft":true}""");
        _script.Answer(200, """{"id":"draft","isDraft":true}""");

        Assert.Equal(new MessagePrepared("draft"), await Replies.SendAsync(Yes, default));

        Assert.Equal(
            [("GET", $"{InMailbox}/messages"), ("POST", $"{InMailbox}/messages/mail/createReply"), ("PATCH", $"{InMailbox}/messages/draft")],
            _script.Requests.Select(static request => (request.Method, request.Path)));
        Assert.Contains("$filter=internetMessageId eq '<oak''s@client.example>'", Uri.UnescapeDataString(_script.Requests[0].Query), StringComparison.Ordinal);
        var message = JsonElement.Parse(_script.Requests[1].Body).GetProperty("Message");
        Assert.Equal(("Yes, it is oak.", "text"), (message.GetProperty("body").GetProperty("content").GetString(), message.GetProperty("body").GetProperty("contentType").GetString()));
        Assert.Equal("anna@client.example", message.GetProperty("toRecipients")[0].GetProperty("emailAddress").GetProperty("address").GetString());
        Assert.Matches($"^<{Id}\\.u7ut6z35yy6kp6ph5x5bssikdwuc6vui[a-z2-7]{{16}}@shop\\.example>$", JsonElement.Parse(_script.Requests[2].Body).GetProperty("internetMessageId").GetString());
        Assert.All(_script.Requests, static request => Assert.Equal("IdType=\"ImmutableId\"", request.Prefer));
    }

    [Fact]
    public async Task A_mail_that_is_not_there_any_more_is_answered_by_a_new_one()
    {
        _script.Answer(200, """{"value":[]}""");
        _script.Answer(201, """{"id":"draft","isDraft":true}""");

        Assert.Equal(new MessagePrepared("draft"), await Replies.SendAsync(Yes, default));

        Assert.Equal(("POST", $"{InMailbox}/messages"), (_script.Requests[1].Method, _script.Requests[1].Path));
        var message = JsonElement.Parse(_script.Requests[1].Body);
        Assert.Equal(("Re: Wardrobe", false), (message.GetProperty("subject").GetString(), message.TryGetProperty("replyTo", out _)));
    }

    [Fact]
    public async Task Files_are_put_beside_the_draft_before_it_is_sent()
    {
        _script.Answer(200, """{"value":[]}""");
        _script.Answer(201, """{"id":"draft","isDraft":true}""");
        _script.Answer(201, """{"@odata.type":"#microsoft.graph.fileAttachment","id":"file"}""");

        await Replies.SendAsync(Yes with { Files = [new OutgoingFile("plan.pdf", "application/pdf", 5) { Content = "%PDF-"u8.ToArray() }] }, default);

        Assert.Equal(("POST", $"{InMailbox}/messages/draft/attachments"), (_script.Requests[2].Method, _script.Requests[2].Path));
        var file = JsonElement.Parse(_script.Requests[2].Body);
        Assert.Equal(("plan.pdf", "application/pdf", "JVBERi0="), (file.GetProperty("name").GetString(), file.GetProperty("contentType").GetString(), file.GetProperty("contentBytes").GetString()));
    }

    [Fact]
    public async Task Who_wrote_to_another_address_answers_to_that_one()
    {
        _script.Answer(200, """{"value":[]}""");
        _script.Answer(201, """{"id":"draft","isDraft":true}""");

        await Replies.SendAsync(Yes with { AnswersTo = "in@parse.shop.example" }, default);

        var answersTo = JsonElement.Parse(_script.Requests[1].Body).GetProperty("replyTo")[0].GetProperty("emailAddress").GetProperty("address").GetString();
        Assert.Matches("^in\\+u7ut6z35yy6kp6ph5x5bssikdwuc6vui[a-z2-7]{16}@parse\\.shop\\.example$", answersTo);
    }

    [Fact]
    public async Task Then_this_draft_is_sent()
    {
        _script.Answer(200, """{"id":"draft","isDraft":true,"internetMessageId":"<ours@shop.example>"}""");
        _script.Answer(202, "");

        Assert.Equal(new MessageSent("ours@shop.example"), await Replies.SendAsync(Yes with { Handle = "draft" }, default));
        Assert.Equal(("POST", $"{InMailbox}/messages/draft/send"), (_script.Requests[1].Method, _script.Requests[1].Path));
    }

    [Fact]
    public async Task One_that_was_sent_before_is_not_sent_again()
    {
        _script.Answer(200, """{"id":"draft","isDraft":false,"internetMessageId":"<ours@shop.example>"}""");

        Assert.Equal(new MessageSent("ours@shop.example"), await Replies.SendAsync(Yes with { Handle = "draft" }, default));
        Assert.Single(_script.Requests);
    }

    [Fact]
    public async Task One_that_is_nowhere_is_on_its_way_or_lost_and_no_other_is_made()
    {
        _script.Answer(404, GraphScript.Error("ErrorItemNotFound"));

        Assert.Equal(new SendingUnclear("inTransit"), await Replies.SendAsync(Yes with { Handle = "draft" }, default));
        Assert.Single(_script.Requests);
    }

    [Theory]
    [InlineData(null, 403, "ErrorAccessDenied", "refused")]
    [InlineData("draft", 403, "ErrorAccessDenied", "refused")]
    [InlineData(null, 503, "ServiceUnavailable", "later")]
    [InlineData("draft", 503, "ServiceUnavailable", "unclear")]
    public async Task A_mailbox_that_does_not_do_it_says_whether_to_try_again(string? handle, int status, string code, string meaning)
    {
        _script.Answer(status, GraphScript.Error(code));

        var outcome = await Replies.SendAsync(Yes with { Handle = handle }, default);

        Assert.Equal(meaning, outcome switch { SendingRefused => "refused", SendLater => "later", _ => "unclear" });
    }
}
