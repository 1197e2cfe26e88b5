using System.Text;
using Microsoft.Graph.Models;
using static Omni.LocalAzure.Tests.Graph.GraphContract;

namespace Omni.LocalAzure.Tests.Graph;

public sealed class SendContractTests
{
    [Fact]
    public async Task What_is_sent_stays_with_the_sender_and_reaches_the_mailboxes_it_names()
    {
        await using var contract = await OpenAsync();

        await contract.User.SendMail.PostAsync(new()
        {
            Message = new Message
            {
                Subject = "Offer",
                Body = new ItemBody { ContentType = BodyType.Text, Content = "Here it is." },
                ToRecipients = [To(GraphServer.Sales), To("anna@client.example")],
                Attachments = [new FileAttachment { Name = "offer.txt", ContentType = "text/plain", ContentBytes = "Ten"u8.ToArray() }],
            },
        });

        var sent = await OnlyAsync(contract, GraphServer.Info, "sentitems");
        var received = await OnlyAsync(contract, GraphServer.Sales, "inbox");
        Assert.False(sent.IsDraft);
        Assert.Equal(["anna@client.example", GraphServer.Sales], sent.ToRecipients?.Select(party => party.EmailAddress?.Address).Order());
        Assert.Equal(sent.InternetMessageId, received.InternetMessageId);
        Assert.Equal(GraphServer.Info, received.From?.EmailAddress?.Address);
        Assert.False(received.IsRead);
        Assert.True(received.HasAttachments);
        var file = Assert.Single((await contract.Client.Users[GraphServer.Sales].Messages[received.Id].Attachments.GetAsync())?.Value ?? []);
        Assert.Equal("Ten"u8.ToArray(), Assert.IsType<FileAttachment>(file).ContentBytes);
    }

    [Fact]
    public async Task A_draft_keeps_its_lasting_id_when_it_is_sent()
    {
        await using var contract = await OpenAsync();
        var draft = await contract.User.Messages.PostAsync(new Message { Subject = "Draft", ToRecipients = [To(GraphServer.Sales)] }, request => PreferImmutableIds(request.Headers));

        await contract.User.Messages[draft?.Id].Send.PostAsync(request => PreferImmutableIds(request.Headers));

        Assert.Equal(draft?.Id, (await OnlyAsync(contract, GraphServer.Info, "sentitems")).Id);
        Assert.Empty((await contract.User.MailFolders["drafts"].Messages.GetAsync())?.Value ?? []);
        Assert.Equal("Draft", (await OnlyAsync(contract, GraphServer.Sales, "inbox")).Subject);
        await MessageContractTests.RefusedAsync(400, "ErrorInvalidOperation", () => contract.User.Messages[draft?.Id].Send.PostAsync());
    }

    [Fact]
    public async Task A_reply_goes_to_whom_the_message_asks_and_continues_its_conversation()
    {
        await using var contract = await OpenAsync();
        (await contract.Server.DeliverAsync(Letter("Sofa", "Reply-To: sales@shop.example", id: "first"))).Dispose();
        var question = await OnlyAsync(contract, GraphServer.Info, "inbox");

        await contract.User.Messages[question.Id].Reply.PostAsync(new() { Comment = "Yes, it is." });

        var sent = await OnlyAsync(contract, GraphServer.Info, "sentitems");
        var received = await OnlyAsync(contract, GraphServer.Sales, "inbox");
        Assert.Equal("RE: Sofa", sent.Subject);
        Assert.Equal(GraphServer.Sales, sent.ToRecipients?.Single().EmailAddress?.Address);
        Assert.Equal(question.ConversationId, sent.ConversationId);
        Assert.Equal("<first@client.example>", received.InternetMessageHeaders?.Single(header => header.Name == "In-Reply-To").Value);
        Assert.Equal("Yes, it is.", received.UniqueBody?.Content?.Trim());
        Assert.Contains("in stock", received.Body?.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_that_is_written_first_keeps_its_id_from_draft_to_sent()
    {
        await using var contract = await OpenAsync();
        (await contract.Server.DeliverAsync(Letter("Sofa"))).Dispose();
        var question = await OnlyAsync(contract, GraphServer.Info, "inbox");

        var draft = await contract.User.Messages[question.Id].CreateReply.PostAsync(new(), request => PreferImmutableIds(request.Headers));
        await contract.User.Messages[draft?.Id].PatchAsync(new Message { Body = new ItemBody { ContentType = BodyType.Html, Content = "<p>Ours</p>" } });
        await contract.User.Messages[draft?.Id].Send.PostAsync();

        var sent = await OnlyAsync(contract, GraphServer.Info, "sentitems");
        Assert.Equal(draft?.Id, sent.Id);
        Assert.Equal("anna@client.example", sent.ToRecipients?.Single().EmailAddress?.Address);
        Assert.Equal("Ours", sent.Body?.Content?.Trim());
    }

    [Fact]
    public async Task Nothing_is_sent_to_nobody_and_headers_begin_with_x()
    {
        await using var contract = await OpenAsync();

        await MessageContractTests.RefusedAsync(400, "ErrorInvalidRecipients", () => contract.User.SendMail.PostAsync(new() { Message = new Message { Subject = "To nobody" } }));
        await MessageContractTests.RefusedAsync(400, "InvalidInternetMessageHeader", () => contract.User.SendMail.PostAsync(new()
        {
            Message = new Message { ToRecipients = [To(GraphServer.Sales)], InternetMessageHeaders = [new() { Name = "References", Value = "<forged@elsewhere.example>" }] },
        }));
        Assert.Empty((await contract.User.MailFolders["sentitems"].Messages.GetAsync())?.Value ?? []);
    }

    [Fact]
    public async Task A_message_may_be_written_as_it_goes_over_the_wire()
    {
        await using var contract = await OpenAsync();
        (await contract.Server.DeliverAsync(Letter("Sofa", id: "first"))).Dispose();
        var question = await OnlyAsync(contract, GraphServer.Info, "inbox");
        var wire = "From: info@shop.example\r\nTo: sales@shop.example\r\nSubject: Written out\r\nX-Own: yes\r\n\r\nHello\r\n";

        Assert.Equal(202, await PostMimeAsync(contract, $"messages/{Uri.EscapeDataString(question.Id ?? "")}/reply", Convert.ToBase64String(Encoding.ASCII.GetBytes(wire))));
        Assert.Equal(400, await PostMimeAsync(contract, "sendMail", "no base64 at all!"));

        var received = await OnlyAsync(contract, GraphServer.Sales, "inbox");
        Assert.Equal("Written out", received.Subject);
        Assert.Equal("Hello", received.Body?.Content?.Trim());
        Assert.Equal("yes", received.InternetMessageHeaders?.Single(header => header.Name == "X-Own").Value);
        Assert.Equal("<first@client.example>", received.InternetMessageHeaders?.Single(header => header.Name == "In-Reply-To").Value);
        Assert.Equal(question.ConversationId, (await OnlyAsync(contract, GraphServer.Info, "sentitems")).ConversationId);
    }

    private static async Task<int> PostMimeAsync(GraphContract contract, string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{contract.Server.Address}/users/{GraphServer.Info}/{path}"));
        request.Headers.Authorization = new("Bearer", GraphServer.Token);
        request.Content = new StringContent(body, Encoding.ASCII, "text/plain");
        using var answer = await contract.Server.Door.SendAsync(request);
        return (int)answer.StatusCode;
    }

    private static Recipient To(string address) => new() { EmailAddress = new EmailAddress { Address = address } };

    private static async Task<Message> OnlyAsync(GraphContract contract, string mailbox, string folder)
    {
        var page = await contract.Client.Users[mailbox].MailFolders[folder].Messages.GetAsync(request =>
        {
            PreferImmutableIds(request.Headers);
            PreferText(request.Headers);
            request.QueryParameters.Select =
            [
                "subject", "from", "toRecipients", "isDraft", "isRead", "hasAttachments", "internetMessageId", "conversationId", "body", "uniqueBody", "internetMessageHeaders",
            ];
        });
        return Assert.Single(page?.Value ?? []);
    }
}
