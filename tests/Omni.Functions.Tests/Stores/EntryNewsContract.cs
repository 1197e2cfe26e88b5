using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Stores;

/// <summary>What becomes of news in the entry of their contact.</summary>
public abstract class EntryNewsContract : LinkStoreContract
{
    [Fact]
    public async Task News_of_a_call_join_its_entry_and_rivals_lose_nothing()
    {
        await CommitAsync(null, Contact(1));
        var key = new EntryKey(Id, Contact(1).Id);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Store.JoinNewsAsync(key, Recorded(number), default)));

        var known = await Store.JoinNewsAsync(key, News(new CallState { Status = CallStatus.Completed, DurationSeconds = 42 }), default);
        Assert.Equal((CallStatus.Completed, 42, 8), (known!.Call!.Status, known.Call.DurationSeconds, known.Call.Recordings.Count));
        Assert.Equal(known.Call, (await Store.JoinNewsAsync(key, News(new CallState()), default))!.Call);
        Assert.Null(await Store.JoinNewsAsync(key with { CustomerId = OtherId }, News(new CallState()), default));
    }

    [Fact]
    public async Task News_of_files_and_of_departments_join_the_entry_and_leave_the_rest_as_it_is()
    {
        var mail = Contact(1) with { Text = "The plan.", Attachments = [new() { FileId = "0", Name = "plan.pdf" }, new() { FileId = "1" }] };
        await CommitAsync(null, mail);
        var key = new EntryKey(Id, mail.Id);
        var first = new Attachment { FileId = "0", Name = "plan.pdf", Blob = $"{mail.Id}/0", Size = 5, Scan = ScanState.NotScanned };
        var second = new Attachment { FileId = "1", Problem = AttachmentProblem.Gone };

        await Task.WhenAll(
            Store.JoinNewsAsync(key, mail with { Attachments = [first, mail.Attachments[1]], Text = "Something else.", Revision = "files" }, default),
            Store.JoinNewsAsync(key, mail with { Attachments = [mail.Attachments[0], second], Departments = ["design"], Revision = "files" }, default),
            Store.JoinNewsAsync(key, mail with { Departments = ["sales"], Revision = "sales" }, default));

        var known = Assert.Single(await Store.FindContactsAsync([key], default));
        Assert.Equal([first, second], known.Attachments);
        Assert.Equal(["design", "sales"], known.Departments);
        Assert.Equal(("The plan.", null), (known.Text, known.Revision));
    }

    private protected static Contact News(CallState call) => Contact(1) with { Call = call, Revision = "news" };

    private protected static Contact Recorded(int number) => News(new() { Recordings = [new($"RE{number}", $"https://api.example/RE{number}")] });

    private protected static CustomerChange Change(Profile after, string? etag, params Contact[] contacts) => new()
    {
        Before = new StoredProfile(Profile.Empty(after.Id), etag),
        After = after,
        Contacts = contacts,
    };

    private protected Task<Commit> CommitAsync(string? etag, params Contact[] contacts) => CommitAsync(etag, Id, contacts);

    private protected Task<Commit> CommitAsync(string? etag, string id, params Contact[] contacts) =>
        Store.CommitAsync(Change(ProfileFold.Add(Profile.Empty(id), contacts), etag, contacts), default);
}
