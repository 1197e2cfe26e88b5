using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Ingestion;
using Omni.Functions.Media;
using Omni.Functions.Tests.Customers;

namespace Omni.Functions.Tests.Media;

public sealed class ContactFilesTests : IDisposable
{
    private const int Limit = 100_000;

    private readonly FilesInMemory _store = new();
    private readonly Shelf _shelf = new();
    private readonly Topic _topic = new();
    private readonly FileFetch _fetch;
    private readonly ContactFiles _files;

    public ContactFilesTests()
    {
        var options = new MediaOptions { LargestFile = Limit, Pause = TimeSpan.FromMilliseconds(1), Attempts = 2, LongestFetch = TimeSpan.FromSeconds(2) };
        var patience = new OutagePatience(
            new ResolutionOptions { IdSalt = new byte[16], OutageDelay = TimeSpan.FromMilliseconds(1), OutageBudget = TimeSpan.FromSeconds(1) }, TimeProvider.System);
        _fetch = new FileFetch([_shelf], _store, options, TimeProvider.System);
        _files = new ContactFiles(_fetch, _topic, patience, options, NullLogger<ContactFiles>.Instance);
    }

    public void Dispose() => _fetch.Dispose();

    [Fact]
    public async Task A_file_is_kept_with_its_size_its_hash_and_what_its_bytes_say()
    {
        _shelf.Files["plan"] = () => "%PDF-1.7 the plan"u8.ToArray();

        await _files.FetchAsync(Mail(new Attachment { FileId = "plan", Name = "plan.png", ContentType = "image/png", Size = 1 }), false, default);

        var file = Assert.Single(Assert.Single(_topic.News).Attachments);
        Assert.Equal(("m1/0", 17L, "application/pdf", "image/png", ScanState.NotScanned, null), (file.Blob, file.Size, file.ContentType, file.DeclaredType, file.Scan, file.Problem));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("%PDF-1.7 the plan"u8)), file.Sha256);
        Assert.Equal("%PDF-1.7 the plan"u8.ToArray(), _store.Kept["m1/0"].Content);
    }

    [Fact]
    public async Task An_empty_file_is_a_file()
    {
        _shelf.Files["empty"] = static () => [];

        await _files.FetchAsync(Mail(new Attachment { FileId = "empty" }), false, default);

        Assert.Equal((0L, FileType.Unknown, "m1/0"), (_topic.News[0].Attachments[0].Size, _topic.News[0].Attachments[0].ContentType, _topic.News[0].Attachments[0].Blob));
    }

    [Fact]
    public async Task One_bad_file_never_blocks_the_others_and_each_says_why_it_is_not_there()
    {
        _shelf.Files["good"] = static () => "good"u8.ToArray();
        _shelf.Files["large"] = static () => new byte[Limit + 1];
        _shelf.Files["refused"] = static () => throw new MediaRefusedException(AttachmentProblem.RefusedAddress);

        await _files.FetchAsync(Mail(Named("gone"), Named("large"), Named("good"), Named("refused"), new Attachment { Blob = "m1/4" }), false, default);

        Assert.Equal(
            [AttachmentProblem.Gone, AttachmentProblem.TooLarge, null, AttachmentProblem.RefusedAddress, null], _topic.News.Single().Attachments.Select(file => file.Problem));
        Assert.Equal(["m1/2"], _store.Kept.Keys);
    }

    [Fact]
    public async Task What_cannot_be_had_now_is_asked_for_again_and_the_topic_hears_of_the_others_meanwhile()
    {
        _shelf.Files["good"] = static () => "good"u8.ToArray();
        _shelf.Files["later"] = static () => throw new HttpRequestException("503");
        var mail = Mail(Named("later"), Named("good"));

        await Assert.ThrowsAsync<MediaUnavailableException>(() => _files.FetchAsync(mail, false, default));
        _shelf.Files["later"] = static () => "later"u8.ToArray();
        await _files.FetchAsync(mail, false, default);

        var known = _topic.News.Aggregate(mail, static (entry, news) => entry.Learn(news));
        Assert.Equal(["m1/0", "m1/1"], known.Attachments.Select(file => file.Blob));
        Assert.Equal(2, _store.Writes);
        Assert.Equal(2, _topic.News.Select(news => news.Revision).Distinct().Count());
    }

    [Fact]
    public async Task What_could_not_be_had_however_often_it_was_asked_for_is_given_up()
    {
        _shelf.Files["never"] = static () => throw new IOException("broken");

        await _files.FetchAsync(Mail(Named("never")), isLastTime: true, default);

        Assert.Equal(AttachmentProblem.Unavailable, _topic.News.Single().Attachments[0].Problem);
    }

    [Fact]
    public async Task A_second_delivery_sees_that_the_file_is_there_and_tells_the_same_news()
    {
        _shelf.Files["plan"] = static () => "plan"u8.ToArray();
        var mail = Mail(Named("plan"));

        await _files.FetchAsync(mail, false, default);
        await _files.FetchAsync(mail, false, default);

        Assert.Equal((1, 1), (_store.Writes, _shelf.Opened));
        Assert.Equal(_topic.News[0].Revision, _topic.News[1].Revision);
        Assert.Equal(_topic.News[0].Attachments, _topic.News[1].Attachments);
    }

    [Fact]
    public async Task A_thousand_files_are_kept_few_at_a_time()
    {
        foreach (var number in Enumerable.Range(0, 1000))
            _shelf.Files[$"{number}"] = () => BitConverter.GetBytes(number);

        await _files.FetchAsync(Mail([.. Enumerable.Range(0, 1000).Select(number => Named($"{number}"))]), false, default);

        Assert.Equal(1000, _store.Kept.Count);
        Assert.All(_topic.News.Single().Attachments, (file, at) => Assert.Equal(BitConverter.GetBytes(at), _store.Kept[file.Blob!].Content));
        Assert.InRange(_shelf.MostOpen, 1, new MediaOptions().FilesAtOnce);
    }

    [Fact]
    public async Task A_file_without_end_is_cut_off_and_one_that_never_comes_is_not_waited_for()
    {
        _shelf.Streams["endless"] = static () => new EndlessStream();
        _shelf.Streams["stuck"] = static () => new StuckStream();

        await Assert.ThrowsAsync<MediaUnavailableException>(() => _files.FetchAsync(Mail(Named("endless"), Named("stuck")), false, default));

        Assert.Equal([AttachmentProblem.TooLarge, null], _topic.News.Single().Attachments.Select(file => file.Problem));
        Assert.Empty(_store.Kept);
    }

    [Fact]
    public async Task A_store_that_is_away_fails_the_delivery_and_gives_nothing_up()
    {
        _shelf.Files["plan"] = static () => "plan"u8.ToArray();
        _store.IsAway = true;
        using var end = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _files.FetchAsync(Mail(Named("plan")), isLastTime: true, end.Token));
        _store.IsAway = false;
        await _files.FetchAsync(Mail(Named("plan")), false, default);

        Assert.Equal("m1/0", _topic.News.Single().Attachments[0].Blob);
    }

    [Fact]
    public async Task Files_of_a_provider_that_gives_none_are_not_asked_for()
    {
        await _files.FetchAsync(Mail(Named("plan")) with { Provider = "somebody" }, false, default);

        Assert.Equal(AttachmentProblem.NotAllowed, _topic.News.Single().Attachments[0].Problem);
    }

    private static Attachment Named(string id) => new() { FileId = id };

    private static Contact Mail(params Attachment[] files) => People.Contact(1, "email:anna@example.org") with { Id = "m1", Provider = Shelf.Name, Attachments = files };

    private sealed class Topic : IContactTopic
    {
        public List<Contact> News { get; } = [];

        public Task PublishAsync(IReadOnlyList<Contact> contacts, CancellationToken cancellationToken)
        {
            News.AddRange(contacts);
            return Task.CompletedTask;
        }
    }
}
