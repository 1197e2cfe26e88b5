using System.Security.Cryptography;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Graph.Users.Item.Messages.Item.Attachments.CreateUploadSession;
using static Omni.LocalAzure.Tests.Graph.GraphContract;

namespace Omni.LocalAzure.Tests.Graph;

public sealed class AttachmentContractTests
{
    private static readonly byte[] Plan = RandomNumberGenerator.GetBytes(50_000);

    public static TheoryData<string> Endpoints => GraphContract.Endpoints;

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_file_comes_back_byte_by_byte(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var made = await contract.AddAsync(await contract.NewFolderAsync(), "With a plan");
        var attached = await contract.User.Messages[made.Id].Attachments.PostAsync(new FileAttachment { Name = "plan.pdf", ContentType = "application/pdf", ContentBytes = Plan });

        var listed = await contract.User.Messages[made.Id].Attachments.GetAsync(request => request.QueryParameters.Select = ["id", "name", "contentType", "size", "isInline"]);
        var whole = await contract.User.Messages[made.Id].Attachments[attached?.Id].GetAsync();

        var only = Assert.IsType<FileAttachment>(Assert.Single(listed?.Value ?? []));
        Assert.Equal(("plan.pdf", "application/pdf", false), (only.Name, only.ContentType, only.IsInline));
        Assert.True(only.Size >= Plan.Length);
        Assert.Null(only.ContentBytes);
        Assert.Equal(Plan, Assert.IsType<FileAttachment>(whole).ContentBytes);
        Assert.Equal(Plan, await ValueAsync(contract, made.Id, attached?.Id));
        Assert.True((await contract.User.Messages[made.Id].GetAsync())?.HasAttachments);
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_message_whose_files_are_all_within_its_text_says_that_it_has_none(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var made = await contract.AddAsync(await contract.NewFolderAsync(), "With a picture", message =>
        {
            message.Body = new ItemBody { ContentType = BodyType.Html, Content = "<p><img src=\"cid:photo\"></p>" };
            message.Attachments = [new FileAttachment { Name = "photo.png", ContentType = "image/png", ContentBytes = Plan, ContentId = "photo", IsInline = true }];
        });

        var read = await contract.User.Messages[made.Id].GetAsync();
        var listed = await contract.User.Messages[made.Id].Attachments.GetAsync();

        Assert.False(read?.HasAttachments);
        var photo = Assert.IsType<FileAttachment>(Assert.Single(listed?.Value ?? []));
        Assert.True(photo.IsInline);
        Assert.Equal("photo", photo.ContentId);
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_large_file_is_uploaded_in_pieces(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var made = await contract.AddAsync(await contract.NewFolderAsync(), "With a film");
        var film = RandomNumberGenerator.GetBytes(7 * 1024 * 1024 + 13);
        var session = await contract.User.Messages[made.Id].Attachments.CreateUploadSession.PostAsync(new CreateUploadSessionPostRequestBody
        {
            AttachmentItem = new AttachmentItem { AttachmentType = AttachmentType.File, Name = "film.mp4", ContentType = "video/mp4", Size = film.Length },
        });

        using var stream = new MemoryStream(film);
        var upload = await new LargeFileUploadTask<FileAttachment>(session, stream, 10 * 320 * 1024, contract.Client.RequestAdapter).UploadAsync();

        Assert.True(upload.UploadSucceeded);
        var listed = await contract.User.Messages[made.Id].Attachments.GetAsync(request => request.QueryParameters.Select = ["id", "name"]);
        var only = Assert.Single(listed?.Value ?? []);
        Assert.Equal("film.mp4", only.Name);
        Assert.Equal(film, await ValueAsync(contract, made.Id, only.Id));
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_file_is_taken_away_again(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var made = await contract.AddAsync(await contract.NewFolderAsync(), "Without a plan");
        var attached = await contract.User.Messages[made.Id].Attachments.PostAsync(new FileAttachment { Name = "plan.pdf", ContentBytes = Plan });

        await contract.User.Messages[made.Id].Attachments[attached?.Id].DeleteAsync();

        Assert.Empty((await contract.User.Messages[made.Id].Attachments.GetAsync())?.Value ?? []);
        Assert.False((await contract.User.Messages[made.Id].GetAsync())?.HasAttachments);
    }

    [Fact]
    public async Task An_upload_takes_its_pieces_in_order_and_no_more_than_was_said()
    {
        await using var contract = await OpenAsync();
        var made = await contract.AddAsync(await contract.NewFolderAsync(), "In pieces");
        var session = await contract.User.Messages[made.Id].Attachments.CreateUploadSession.PostAsync(new CreateUploadSessionPostRequestBody
        {
            AttachmentItem = new AttachmentItem { AttachmentType = AttachmentType.File, Name = "a.bin", Size = 10 },
        });

        Assert.Equal(416, await PutAsync(contract, session?.UploadUrl, "bytes 5-9/10", 5));
        Assert.Equal(400, await PutAsync(contract, session?.UploadUrl, "bytes 0-4/11", 5));
        Assert.Equal(400, await PutAsync(contract, session?.UploadUrl, "bytes 0-4/10", 6));
        Assert.Equal(200, await PutAsync(contract, session?.UploadUrl, "bytes 0-4/10", 5));
        Assert.Equal(201, await PutAsync(contract, session?.UploadUrl, "bytes 5-9/10", 5));
        Assert.Equal(404, await PutAsync(contract, session?.UploadUrl, "bytes 5-9/10", 5));
    }

    internal static async Task<byte[]> ValueAsync(GraphContract contract, string? message, string? attachment)
    {
        // The client has no method for it, only the address.
        var request = contract.User.Messages[message].Attachments[attachment].ToGetRequestInformation();
        request.UrlTemplate = request.UrlTemplate?.Replace("{?%24expand,%24select}", "/$value", StringComparison.Ordinal);
        await using var content = await contract.Client.RequestAdapter.SendPrimitiveAsync<Stream>(request, new() { ["XXX"] = ODataError.CreateFromDiscriminatorValue }) ?? Stream.Null;
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static async Task<int> PutAsync(GraphContract contract, string? address, string range, int bytes)
    {
        using var content = new ByteArrayContent(new byte[bytes]);
        content.Headers.Add("Content-Range", range);
        using var answer = await contract.Server.Door.PutAsync(new Uri(address ?? ""), content);
        return (int)answer.StatusCode;
    }
}
