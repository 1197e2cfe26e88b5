using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using static Omni.LocalAzure.Tests.Graph.GraphContract;

namespace Omni.LocalAzure.Tests.Graph;

public sealed class MessageContractTests
{
    public static TheoryData<string> Endpoints => GraphContract.Endpoints;

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task What_is_written_into_a_folder_is_read_from_it(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var folder = await contract.NewFolderAsync();
        var made = await contract.AddAsync(folder, "Sofa № 5", message =>
        {
            message.ToRecipients = [new() { EmailAddress = new() { Address = "anna@client.example", Name = "Анна" } }];
            message.Importance = Importance.High;
        });

        var read = await contract.User.Messages[made.Id].GetAsync();

        Assert.NotNull(read);
        Assert.Equal("Sofa № 5", read.Subject);
        Assert.Equal(folder, read.ParentFolderId);
        Assert.Equal(("anna@client.example", "Анна"), (read.ToRecipients?.Single().EmailAddress?.Address, read.ToRecipients?.Single().EmailAddress?.Name));
        Assert.Equal(Importance.High, read.Importance);
        Assert.True(read.IsDraft);
        Assert.Equal(BodyType.Html, read.Body?.ContentType);
        Assert.Contains("<p>Hello</p>", read.Body?.Content, StringComparison.Ordinal);
        Assert.NotEmpty(read.ConversationId ?? "");
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Unique_body_and_headers_come_only_when_they_are_selected(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var made = await contract.AddAsync(await contract.NewFolderAsync(), "Selected");

        var whole = await contract.User.Messages[made.Id].GetAsync();
        var selected = await contract.User.Messages[made.Id].GetAsync(request => request.QueryParameters.Select = ["uniqueBody", "subject"]);

        Assert.Null(whole?.UniqueBody);
        Assert.Null(whole?.InternetMessageHeaders);
        Assert.Contains("Hello", selected?.UniqueBody?.Content, StringComparison.Ordinal);
        Assert.Null(selected?.Body);
        Assert.Equal(made.Id, selected?.Id);
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Bodies_come_as_text_for_those_who_prefer_it(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var made = await contract.AddAsync(await contract.NewFolderAsync(), "As text");

        var read = await contract.User.Messages[made.Id].GetAsync(request => PreferText(request.Headers));

        Assert.Equal(BodyType.Text, read?.Body?.ContentType);
        Assert.Equal("Hello", read?.Body?.Content?.Trim());
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_move_keeps_the_immutable_id_and_changes_the_other(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var (from, to) = (await contract.NewFolderAsync(), await contract.NewFolderAsync());
        var made = await contract.AddAsync(from, "Moved");
        var lasting = (await contract.User.Messages[made.Id].GetAsync(request => PreferImmutableIds(request.Headers)))?.Id;

        var moved = await contract.User.Messages[made.Id].Move.PostAsync(new() { DestinationId = to });

        Assert.NotEqual(made.Id, moved?.Id);
        Assert.NotEqual(made.Id, lasting);
        Assert.Equal(to, moved?.ParentFolderId);
        Assert.Equal("Moved", (await contract.User.Messages[lasting].GetAsync(request => PreferImmutableIds(request.Headers)))?.Subject);
        await RefusedAsync(404, "ErrorItemNotFound", () => contract.User.Messages[made.Id].GetAsync());
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_message_is_marked_as_read_and_with_categories(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var made = await contract.AddAsync(await contract.NewFolderAsync(), "Marked", message => message.IsRead = false);

        var changed = await contract.User.Messages[made.Id].PatchAsync(new Message { IsRead = true, Categories = ["hub"] });
        var read = await contract.User.Messages[made.Id].GetAsync(request => request.QueryParameters.Select = ["isRead", "categories"]);

        Assert.True(changed?.IsRead);
        Assert.True(read?.IsRead);
        Assert.Equal(["hub"], read?.Categories);
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_deleted_message_is_not_found_under_its_id(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var made = await contract.AddAsync(await contract.NewFolderAsync(), "Deleted");

        await contract.User.Messages[made.Id].DeleteAsync();

        await RefusedAsync(404, "ErrorItemNotFound", () => contract.User.Messages[made.Id].GetAsync());
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_list_is_read_page_by_page(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var folder = await contract.NewFolderAsync();
        foreach (var number in Enumerable.Range(1, 5)) await contract.AddAsync(folder, $"Page {number}", message => message.IsRead = number > 1);

        var subjects = new List<string?>();
        var pages = 0;
        for (var page = await contract.User.MailFolders[folder].Messages.GetAsync(request =>
             {
                 request.QueryParameters.Top = 2;
                 request.QueryParameters.Select = ["subject"];
                 request.QueryParameters.Orderby = ["receivedDateTime desc"];
             });
             page is not null;
             page = page.OdataNextLink is { } next ? await contract.User.MailFolders[folder].Messages.WithUrl(next).GetAsync() : null)
        {
            pages++;
            subjects.AddRange((page.Value ?? []).Select(message => message.Subject));
        }

        var unread = await contract.User.MailFolders[folder].Messages.GetAsync(request => request.QueryParameters.Filter = "isRead eq false");
        Assert.Equal(3, pages);
        Assert.Equal(["Page 1", "Page 2", "Page 3", "Page 4", "Page 5"], subjects.Order());
        Assert.Equal("Page 1", unread?.Value?.Single().Subject);
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_message_is_read_as_it_goes_over_the_wire(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var made = await contract.AddAsync(await contract.NewFolderAsync(), "Over the wire");

        await using var wire = await contract.User.Messages[made.Id].Content.GetAsync() ?? Stream.Null;
        var mime = await MimeKit.MimeMessage.LoadAsync(wire);

        Assert.Equal("Over the wire", mime.Subject);
        Assert.Contains("Hello", mime.HtmlBody, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_mailbox_or_folder_that_is_not_there_is_not_found(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);

        await RefusedAsync(404, "ErrorInvalidUser", () => contract.Client.Users["nobody-at-all@elsewhere.example"].Messages.GetAsync(), orCode: "Request_ResourceNotFound");
        await RefusedAsync(404, "ErrorItemNotFound", () => contract.User.MailFolders["AAMkAAA="].Messages.GetAsync(), orCode: "ErrorInvalidIdMalformed");
    }

    /// <summary>A refusal with the ids by which the service finds it in its logs.</summary>
    internal static async Task RefusedAsync(int status, string code, Func<Task> call, string? orCode = null)
    {
        var refusal = await Assert.ThrowsAsync<ODataError>(call);
        Assert.Contains(refusal.Error?.Code, new[] { code, orCode ?? code });
        if (refusal.Error?.Code == code) Assert.Equal(status, refusal.ResponseStatusCode);
        Assert.NotEmpty(refusal.Error?.Message ?? "");
        Assert.NotEmpty(refusal.Error?.InnerError?.RequestId ?? "");
    }
}
