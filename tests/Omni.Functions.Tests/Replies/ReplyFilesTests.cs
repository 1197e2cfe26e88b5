using System.Text;
using System.Text.Json;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using Omni.Functions.Replies;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Replies;

/// <summary>Files that go out with a reply.</summary>
public sealed class ReplyFilesTests
{
    private static readonly string Plan = Convert.ToBase64String("%PDF-1.7 the plan"u8);

    private readonly ReplyDesk _desk = new() { Files = new OutgoingFileRules(Most: 2, Largest: 1024 * 1024, WantsContent: false) };

    [Fact]
    public async Task A_file_is_kept_opens_from_the_timeline_and_is_fetched_by_the_provider()
    {
        var customer = await CustomerAsync();

        var (status, answer) = await _desk.AskAsync(customer, Body($$"""{"name":"../plan.pdf","contentType":"application/pdf","content":"{{Plan}}"}"""));
        await _desk.WorkAsync();

        var id = answer.GetProperty("id").GetString() ?? "";
        var file = Assert.Single(_desk.EntryOf(id)?.Attachments ?? []);
        Assert.Equal((202, "plan.pdf", "application/pdf", 17L), (status, file.Name, file.ContentType, file.Size));
        Assert.Equal("%PDF-1.7 the plan", Encoding.UTF8.GetString(_desk.KeptFiles.Kept[file.Blob ?? ""].Content));
        var sent = Assert.Single(Assert.Single(_desk.Arrived).Files);
        Assert.Equal(($"https://files.example/{file.Blob}", null), (sent.Link?.GetLeftPart(UriPartial.Path), sent.Content));
    }

    [Fact]
    public async Task Who_takes_bytes_gets_them()
    {
        _desk.Files = _desk.Files! with { WantsContent = true };
        await _desk.AskAsync(await CustomerAsync(), Body($$"""{"name":"plan.pdf","content":"{{Plan}}"}"""));
        await _desk.WorkAsync();

        Assert.Equal("%PDF-1.7 the plan", Encoding.UTF8.GetString(_desk.Arrived[0].Files[0].Content.GetValueOrDefault().Span));
    }

    [Fact]
    public async Task Asked_for_again_a_file_is_the_same_and_another_file_is_another_reply()
    {
        var customer = await CustomerAsync();
        var body = Body($$"""{"name":"plan.pdf","content":"{{Plan}}"}""");
        await _desk.AskAsync(customer, body);

        Assert.Equal(202, (await _desk.AskAsync(customer, body)).Status);
        Assert.Equal(409, (await _desk.AskAsync(customer, Body("""{"name":"plan.pdf","content":"JVBERi0="}"""))).Status);
        Assert.Single(_desk.KeptFiles.Kept);
    }

    [Fact]
    public async Task Without_its_files_nothing_is_sent_and_nothing_is_called_uncertain()
    {
        await _desk.AskAsync(await CustomerAsync(), Body($$"""{"name":"plan.pdf","content":"{{Plan}}"}"""));
        _desk.Ledger.Around = _ => _desk.KeptFiles.IsAway = _desk.Ledger.All.Single().Attempts < 2;

        await _desk.WorkAsync();

        Assert.Equal(DeliveryState.Sent, _desk.Ledger.All.Single().Delivery.State);
        Assert.Single(Assert.Single(_desk.Arrived).Files);
    }

    [Theory]
    [InlineData("plan.pdf", 100, 3, 10, "tooManyFiles", "takes 2")]
    [InlineData("plan.pdf", 1024 * 1024 + 1, 1, 10, "fileTooLarge", "takes 1 MB")]
    [InlineData("plan.pdf", 100, 1, 51, "textTooLong", "takes 50 characters")]
    public async Task A_channel_takes_so_many_and_so_large_ones(string name, int size, int times, int text, string code, string told)
    {
        _desk.Files = _desk.Files! with { LongestText = 50 };
        var file = $$"""{"name":"{{name}}","content":"{{Convert.ToBase64String(new byte[size])}}"}""";

        var (status, answer) = await _desk.AskAsync(await CustomerAsync(), Body(string.Join(',', Enumerable.Repeat(file, times)), new string('a', text)));

        Assert.Equal((400, code), (status, answer.GetProperty("code").GetString()));
        Assert.Contains(told, answer.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(_desk.KeptFiles.Kept);
    }

    [Theory]
    [InlineData("sofa.jpg", "image/jpeg", "JVBERi0=", "fileTypeNotTaken")]
    [InlineData("sofa.jpg", "application/pdf", "/9j/4AAQ", null)]
    public async Task A_file_is_what_its_bytes_are(string name, string type, string content, string? code)
    {
        _desk.Files = _desk.Files! with { Types = ["image/jpeg"] };

        var (_, answer) = await _desk.AskAsync(await CustomerAsync(), Body($$"""{"name":"{{name}}","contentType":"{{type}}","content":"{{content}}"}"""));

        Assert.Equal(code, answer.TryGetProperty("code", out var said) ? said.GetString() : null);
    }

    [Fact]
    public async Task A_channel_without_files_says_so()
    {
        _desk.Files = null;

        var (status, answer) = await _desk.AskAsync(await CustomerAsync(), Body($$"""{"name":"plan.pdf","content":"{{Plan}}"}"""));

        Assert.Equal((400, "filesNotTaken"), (status, answer.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"name":"plan.pdf"}""")]
    [InlineData("""{"name":"","content":"JVBERi0="}""")]
    [InlineData("""{"name":"plan.pdf","content":""}""")]
    [InlineData("""{"name":"plan.pdf","content":"not base64!"}""")]
    [InlineData("""null""")]
    public async Task What_is_no_file_is_refused_with_how_to_ask(string file)
    {
        var (status, answer) = await _desk.AskAsync(await CustomerAsync(), Body(file));

        Assert.Equal(400, status);
        Assert.Contains("attachments", answer.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_bytes_than_any_mail_takes_are_refused()
    {
        var file = $$"""{"name":"a","content":"{{Convert.ToBase64String(new byte[ReplyFile.LargestSum + 1])}}"}""";

        Assert.Equal(400, (await _desk.AskAsync(await CustomerAsync(), Body(file))).Status);
    }

    private static string Body(string files, string text = "The plan") => $$"""{"text":"{{text}}","attachments":[{{files}}],"idempotencyKey":"k"}""";

    private async Task<string> CustomerAsync()
    {
        await Resolution(_desk.Store).ResolveAsync(
            [Contact(1, "phone:+74951234567") with { Direction = "inbound", Kind = ContactKind.Message, Provider = "test", ReplyTo = "74951234567", Extras = new Dictionary<string, JsonElement>() }], default);
        return _desk.Store.Profiles.Single().Id;
    }
}
