using Omni.Functions.Hosting;
using Omni.Functions.Ingestion.Mailboxes;
using Omni.Functions.Stores;
using Omni.Functions.Tests.Stores;

namespace Omni.Functions.Tests.Hosting;

/// <summary>The client of mailboxes as the app makes it, with all that lies between it and the wire.</summary>
public sealed class GraphConnectionTests : IDisposable
{
    private static readonly Mailbox Sales = new("sales@shop.example", "inbox", "sales", AfterPickup.Nothing);

    private readonly GraphScript _script = new();
    private readonly GraphAccess _access;

    public GraphConnectionTests() => _access = new GraphAccess(() =>
        GraphConnection.Open(new GraphOptions { Endpoint = "http://127.0.0.1:9/v1.0", AccessToken = "local" }, _script));

    public void Dispose()
    {
        _access.Dispose();
        _script.Dispose();
    }

    [Theory]
    [InlineData(429, "TooManyRequests")]
    [InlineData(503, "ErrorServerBusy")]
    [InlineData(504, "ErrorTimeout")]
    public async Task A_mailbox_that_goes_on_refusing_is_one_that_cannot_answer_now(int status, string code)
    {
        for (var times = 0; times < 20; times++)
            _script.Answer(status, GraphScript.Error(code), retryAfter: 0);

        var read = await Assert.ThrowsAsync<MailboxUnavailableException>(() => new GraphMailboxes(_access).ReadAsync(Sales, position: null, DateTimeOffset.UnixEpoch, default));
        var found = await Assert.ThrowsAsync<MailboxUnavailableException>(() => new GraphMailboxes(_access).FindAsync(Sales, "one", default));

        Assert.Equal(8, _script.Requests.Count);
        Assert.All([read, found], failure => Assert.Equal((false, $"The mailbox answered {status}."), (failure.IsSetup, failure.Message)));
    }
}
