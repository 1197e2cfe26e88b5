using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Omni.Functions.Contacts;
using Omni.Functions.Tests.Customers;

namespace Omni.Functions.Tests.Contacts;

/// <summary>The laws of <see cref="Contact.Join"/> and <see cref="Contact.Learn"/>, over contacts, news of calls, files and departments.</summary>
public sealed class ContactNewsTests
{
    private static readonly Contact Mail = People.Contact(1, "email:anna@example.org") with { Text = "The plan." };

    [Property(MaxTest = 500)]
    public Property A_contact_and_its_news_are_the_same_in_any_order_and_any_number_of_times() =>
        Prop.ForAll(News().NonEmptyListOf().ToArbitrary(), news =>
        {
            var inOrder = Text(news.Aggregate(Contact.Join));
            return inOrder == Text(news.AsEnumerable().Reverse().Aggregate(Contact.Join))
                && inOrder == Text(news.Concat(news).Aggregate(Contact.Join))
                && inOrder == Text(news.OrderBy(contact => contact.Departments.Count).Aggregate(Contact.Join));
        });

    [Property(MaxTest = 500)]
    public Property It_does_not_matter_which_of_the_news_are_joined_first() =>
        Prop.ForAll(News().Three().ToArbitrary(), news =>
        {
            var (first, second, third) = news;
            return Text(Contact.Join(Contact.Join(first, second), third)) == Text(Contact.Join(first, Contact.Join(second, third)));
        });

    [Property(MaxTest = 500)]
    public Property An_entry_learns_the_same_from_news_in_any_order_and_stays_what_it_is() =>
        Prop.ForAll(News().ArrayOf().ToArbitrary(), news =>
        {
            var known = news.Aggregate(Mail, (entry, one) => entry.Learn(one));
            return Text(known) == Text(news.Reverse().Aggregate(Mail, (entry, one) => entry.Learn(one)))
                && news.All(one => ReferenceEquals(known, known.Learn(one)))
                && Text(known with { Call = null, Attachments = [], Departments = [] }) == Text(Mail);
        });

    [Property(MaxTest = 500)]
    public Property Of_two_files_the_same_is_chosen_whichever_comes_first() =>
        Prop.ForAll(File().Three().ToArbitrary(), files =>
        {
            var (first, second, third) = files;
            return Attachment.Join(first, second) == Attachment.Join(second, first)
                && Attachment.Join(first, first) == first
                && Attachment.Join(Attachment.Join(first, second), third) == Attachment.Join(first, Attachment.Join(second, third));
        });

    [Fact]
    public void A_file_that_is_kept_outweighs_one_that_was_given_up_and_that_one_a_file_to_be_fetched()
    {
        var asked = new Attachment { FileId = "1", Name = "plan.pdf" };
        var lost = asked with { Problem = AttachmentProblem.Unavailable };
        var kept = asked with { Blob = "c/0", Size = 0, Scan = ScanState.NotScanned };

        Assert.Equal(lost, Attachment.Join(asked, lost));
        Assert.Equal(kept, Attachment.Join(lost, kept));
        Assert.Equal((true, false, false), (asked.IsToBeFetched, lost.IsToBeFetched, kept.IsToBeFetched));
    }

    [Fact]
    public void An_infected_file_stays_infected_whatever_older_news_of_it_say()
    {
        var kept = new Attachment { FileId = "1", Blob = "c/0", Scan = ScanState.NotScanned };

        Assert.Equal(ScanState.Infected, Attachment.Join(kept with { Scan = ScanState.Infected }, kept).Scan);
        Assert.Equal(ScanState.Infected, Attachment.Join(kept with { Scan = ScanState.Clean }, kept with { Scan = ScanState.Infected }).Scan);
    }

    [Fact]
    public void News_of_a_file_are_told_in_words()
    {
        var files = Mail with { Attachments = [new() { Url = "https://a.example/1", Scan = ScanState.NotScanned, Problem = AttachmentProblem.RefusedAddress }] };

        Assert.Contains("\"scan\":\"not-scanned\",\"problem\":\"refusedAddress\"", Text(files), StringComparison.Ordinal);
        Assert.Equal(files.Attachments, JsonSerializer.Deserialize(Text(files), ContactJson.Default.Contact)!.Attachments);
    }

    private static string Text(Contact contact) => JsonSerializer.Serialize(contact, ContactJson.Default.Contact);

    private static Gen<Contact> News() =>
        from revision in Gen.Elements(null, "completed", "files", "sales")
        from files in File().ArrayOf()
        from departments in Gen.SubListOf("design", "sales", "support")
        from seconds in Gen.Elements<int?>(null, 5, 42)
        select Mail with
        {
            Revision = revision,
            Attachments = files,
            Departments = [.. departments.Order(StringComparer.Ordinal)],
            Call = seconds is null ? null : new CallState { DurationSeconds = seconds },
        };

    private static Gen<Attachment> File() =>
        from id in Gen.Elements("one", "two")
        from blob in Gen.Elements(null, "c/0", "c/1")
        from size in Gen.Elements<long?>(null, 0, 5)
        from hash in Gen.Elements(null, "aa", "bb")
        from type in Gen.Elements(null, "application/pdf", "image/png")
        from scan in Gen.Elements<ScanState?>(null, ScanState.NotScanned, ScanState.Clean, ScanState.Infected)
        from problem in Gen.Elements<AttachmentProblem?>(null, AttachmentProblem.Gone, AttachmentProblem.TooLarge)
        select new Attachment { FileId = id, Blob = blob, Size = size, Sha256 = hash, ContentType = type, Scan = scan, Problem = problem };
}
