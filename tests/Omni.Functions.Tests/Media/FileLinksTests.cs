using Microsoft.Extensions.Time.Testing;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Media;
using Omni.Functions.Tests.Customers;
using Omni.Functions.Timeline;

namespace Omni.Functions.Tests.Media;

public sealed class FileLinksTests
{
    private const string Phone = "phone:+447700900123", Email = "email:anna@example.org";

    private static readonly Contact Mail = People.Contact(1, Email) with
    {
        Attachments =
        [
            new() { FileId = "a", Blob = "m/0", ContentType = "application/pdf", Scan = ScanState.NotScanned },
            new() { FileId = "b" },
            new() { FileId = "c", Problem = AttachmentProblem.TooLarge },
        ],
    };

    private readonly InMemoryCustomerStore _store = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 5, 4, 12, 0, 0, 500, TimeSpan.Zero));

    [Fact]
    public async Task A_file_of_a_customer_has_an_address_that_ends_in_five_minutes()
    {
        var customer = await DeliverAsync(Mail);

        var answer = await FindAsync(customer, Attachment.IdOf(Mail.Id, 0));

        Assert.Equal(new DateTimeOffset(2026, 5, 4, 12, 5, 0, TimeSpan.Zero), answer!.Link!.ExpiresAt);
        Assert.StartsWith("https://files.example/m/0?", answer.Link.Url.AbsoluteUri, StringComparison.Ordinal);
        Assert.Contains("as=application%2Fpdf", answer.Link.Url.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_not_here_yet_or_never_will_be_says_so()
    {
        var customer = await DeliverAsync(Mail);

        Assert.Equal(new FileAnswer(), await FindAsync(customer, Attachment.IdOf(Mail.Id, 1)));
        Assert.Equal(new FileAnswer { Problem = AttachmentProblem.TooLarge }, await FindAsync(customer, Attachment.IdOf(Mail.Id, 2)));
    }

    [Fact]
    public async Task A_file_of_an_absorbed_customer_is_found_under_both_ids()
    {
        var absorbed = await DeliverAsync(Mail);
        await DeliverAsync(People.Contact(2, Phone));
        await DeliverAsync(People.Contact(3, Phone, Email));
        var survivor = Assert.Single(_store.Profiles, profile => !profile.IsFrozen).Id;

        Assert.NotNull((await FindAsync(survivor, Attachment.IdOf(Mail.Id, 0)))?.Link);
        Assert.NotNull((await FindAsync(absorbed, Attachment.IdOf(Mail.Id, 0)))?.Link);
    }

    [Fact]
    public async Task No_other_customer_has_it()
    {
        await DeliverAsync(Mail);
        var other = await DeliverAsync(People.Contact(2, Phone));

        Assert.Null(await FindAsync(other, Attachment.IdOf(Mail.Id, 0)));
    }

    [Theory]
    [InlineData("-0")]
    [InlineData("0")]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("{id}-3")]
    [InlineData("{id}--1")]
    [InlineData("{id}-+1")]
    [InlineData("{id}-99999999999")]
    [InlineData("{id}-0/../1")]
    [InlineData("{customer}-0")]
    public async Task What_names_no_file_leads_nowhere(string file)
    {
        var customer = await DeliverAsync(Mail);

        Assert.Null(await FindAsync(customer, file.Replace("{id}", Mail.Id, StringComparison.Ordinal).Replace("{customer}", customer, StringComparison.Ordinal)));
        Assert.Null(await FindAsync("no customer", Attachment.IdOf(Mail.Id, 0)));
    }

    [Fact]
    public void The_timeline_says_where_each_file_is_asked_for()
    {
        var entry = new TimelineEntry { Id = Mail.Id, CustomerId = "c1", Type = TimelineEntry.ContactType, Order = "1", Contact = Mail };

        var page = new TimelinePage([entry], null).WithLinks("c2");

        Assert.Equal(
            [$"/api/customers/c2/attachments/{Mail.Id}-0", $"/api/customers/c2/attachments/{Mail.Id}-1", $"/api/customers/c2/attachments/{Mail.Id}-2"],
            page.Items[0].Contact!.Attachments.Select(file => file.Href));
    }

    private async Task<string> DeliverAsync(Contact contact)
    {
        await People.Resolution(_store).ResolveAsync([contact], default);
        return _store.Entries.Single(entry => entry.Contact.Id == contact.Id).CustomerId;
    }

    private Task<FileAnswer?> FindAsync(string customer, string file) =>
        new FileLinks(new Partitions(_store), _store, new FilesInMemory(), new MediaOptions(), _clock).FindAsync(customer, file, default);

    private sealed class Partitions(ICustomerStore store) : ITimelineStore
    {
        public async Task<IReadOnlyCollection<string>> FindPartitionsAsync(string customerId, CancellationToken cancellation) =>
            await LivingCustomer.FindAsync(store, customerId, cancellation) is { } living ? [living.Id, .. living.Absorbed] : [];

        public Task<IReadOnlyList<TimelineEntry>> ReadAsync(string partition, TimelineQuery query, CancellationToken cancellation) =>
            throw new InvalidOperationException("A file is found without reading a timeline.");
    }
}
