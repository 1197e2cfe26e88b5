using Omni.Functions.Contacts;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers;

public sealed class FileNewsTests
{
    private const string Email = "email:anna@example.org";

    private static readonly Contact Mail = Contact(1, Email) with { Attachments = [new() { FileId = "plan", Name = "plan.pdf" }], Departments = ["design"] };

    private static readonly Contact Fetched = Mail with
    {
        Attachments = [Mail.Attachments[0] with { Blob = $"{Mail.Id}/0", Size = 5, Scan = ScanState.NotScanned }],
        Revision = "files",
    };

    private static readonly Contact InSales = Mail with { Departments = ["sales"], Revision = "sales" };

    [Fact]
    public async Task A_mail_its_files_and_its_departments_are_one_entry_whatever_the_order_and_the_number_of_deliveries()
    {
        Contact[][][] deliveries =
        [
            [[Mail], [Fetched], [InSales]], [[InSales], [Mail], [Fetched]], [[InSales, Fetched, Mail]], [[Fetched], [InSales, InSales], [Mail], [Mail]],
        ];
        foreach (var batches in deliveries)
        {
            var store = new InMemoryCustomerStore();
            foreach (var batch in batches)
                await Resolution(store).ResolveAsync(batch, default);

            var profile = Assert.Single(store.Profiles);
            Assert.Equal(1, profile.ContactCount);
            var entry = Assert.Single(store.ContactsOf(profile));
            Assert.Equal(Fetched.Attachments, entry.Attachments);
            Assert.Equal(["design", "sales"], entry.Departments);
        }
    }

    [Fact]
    public async Task A_file_reaches_the_entry_of_a_customer_who_was_absorbed_meanwhile()
    {
        var store = new InMemoryCustomerStore();
        await Resolution(store).ResolveAsync([Mail], default);
        await Resolution(store).ResolveAsync([Contact(2, "phone:+447700900123")], default);
        await Resolution(store).ResolveAsync([Contact(3, "phone:+447700900123", Email)], default);

        await Resolution(store).ResolveAsync([Fetched], default);

        var survivor = Assert.Single(store.Profiles, profile => !profile.IsFrozen);
        Assert.Equal($"{Mail.Id}/0", Assert.Single(store.ContactsOf(survivor), contact => contact.Id == Mail.Id).Attachments[0].Blob);
    }
}
