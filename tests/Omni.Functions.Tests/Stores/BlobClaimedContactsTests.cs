using System.Net;
using Omni.Functions.Customers;
using Omni.Functions.Stores;

namespace Omni.Functions.Tests.Stores;

public sealed class BlobClaimedContactsTests
{
    private readonly BlobAccount account = new();
    private readonly BlobClaimedContacts claims;

    public BlobClaimedContactsTests() => claims = new(account.Container(BlobClaimedContacts.ContainerName));

    [Theory]
    [InlineData("0af1")]
    [InlineData("0af1-completed")]
    [InlineData("0af1-RE0123-recorded")]
    public async Task A_contact_is_found_under_the_reference_it_was_left_with_though_nobody_made_the_container(string messageId)
    {
        var reference = await claims.LeaveAsync(messageId, "{}"u8.ToArray(), default);

        Assert.Equal($"claims/{messageId}", reference);
        Assert.Equal("{}"u8.ToArray(), (await claims.FetchAsync(reference, default))?.ToArray());
    }

    [Fact]
    public async Task Leaving_a_contact_twice_changes_nothing()
    {
        await claims.LeaveAsync("0af1", "{}"u8.ToArray(), default);
        await claims.LeaveAsync("0af1", "{}"u8.ToArray(), default);

        Assert.Single(account.Blobs);
    }

    [Fact]
    public async Task Nothing_is_found_where_nothing_was_left() => Assert.Null(await claims.FetchAsync("claims/0af1", default));

    [Theory]
    [InlineData("claims/../secrets/1")]
    [InlineData("claims/0af1/1")]
    [InlineData("claims/%2e%2e")]
    [InlineData("attachments/0af1")]
    [InlineData("https://evil.example/0af1")]
    [InlineData("claims/")]
    public async Task A_reference_leads_nowhere_else(string reference)
    {
        Assert.Null(await claims.FetchAsync(reference, default));
        Assert.Equal(0, account.Requests);
    }

    [Theory]
    [InlineData(401, "")]
    [InlineData(403, "")]
    [InlineData(404, "ContainerNotFound")]
    [InlineData(503, "ServerBusy")]
    public async Task An_account_that_does_not_work_is_no_missing_contact(int status, string code)
    {
        account.Fate = () =>
        {
            var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent([]) };
            answer.Headers.Add("x-ms-error-code", code);
            return answer;
        };

        await Assert.ThrowsAsync<StoreUnavailableException>(() => claims.FetchAsync("claims/0af1", default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => claims.LeaveAsync("0af1", "{}"u8.ToArray(), default));
    }

    [Fact]
    public async Task An_account_that_cannot_be_reached_is_no_missing_contact()
    {
        account.Fate = () => throw new HttpRequestException("refused");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => claims.FetchAsync("claims/0af1", default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => claims.LeaveAsync("0af1", "{}"u8.ToArray(), default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => claims.ReachAsync(default));
    }
}
