using System.Collections.Concurrent;
using System.Net;
using Azure.Core.Pipeline;
using Omni.Azure.Storage.Blobs;
using Omni.Functions.Customers;
using Omni.Functions.Stores;

namespace Omni.Functions.Tests.Stores;

public sealed class BlobClaimedContactsTests
{
    private readonly Account account = new();
    private readonly BlobClaimedContacts claims;

    public BlobClaimedContactsTests() => claims = new(new BlobContainerClient(
        "UseDevelopmentStorage=true", BlobClaimedContacts.ContainerName, new BlobClientOptions { Transport = new HttpClientTransport(account), Retry = { MaxRetries = 1, Delay = TimeSpan.Zero } }));

    [Fact]
    public async Task A_contact_is_found_under_the_reference_it_was_left_with_though_nobody_made_the_container()
    {
        var reference = await claims.LeaveAsync("0af1", "{}"u8.ToArray(), default);

        Assert.Equal("claims/0af1", reference);
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

    /// <summary>Just enough of a storage account.</summary>
    private sealed class Account : HttpMessageHandler
    {
        private bool hasContainer;

        public ConcurrentDictionary<string, byte[]> Blobs { get; } = [];

        public int Requests { get; private set; }

        public Func<HttpResponseMessage>? Fate { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            if (Fate is not null)
                return Fate();

            var address = request.RequestUri!;
            if (address.Query.Contains("restype=container", StringComparison.Ordinal))
            {
                hasContainer = true;
                return new(HttpStatusCode.Created) { Content = new ByteArrayContent([]) };
            }

            if (request.Method == HttpMethod.Put && hasContainer)
            {
                Blobs[address.AbsolutePath] = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
                return new(HttpStatusCode.Created) { Content = new ByteArrayContent([]) };
            }

            return Blobs.TryGetValue(address.AbsolutePath, out var blob)
                ? new(HttpStatusCode.OK) { Content = new ByteArrayContent(blob) }
                : new(HttpStatusCode.NotFound) { Content = new ByteArrayContent([]) };
        }
    }
}
