using System.Buffers;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Channels;
using Omni.Functions.Tests.Channels;
using Omni.Functions.Contacts;
using Omni.Functions.Crm;
using Omni.Functions.Customers;
using Omni.Functions.Tests.Customers;

namespace Omni.Functions.Tests.Crm;

public sealed class ApplyCrmChangeTests
{
    private const string Secret = "rest-secret";
    private const string Record = """
        {"result":{"ID":"89","NAME":"Анна","LAST_NAME":"Смирнова","POST":"","ADDRESS_CITY":"Пермь","UF_CRM_1":"gold","UF_CRM_2":[1],"OPENED":"Y",
        "PHONE":[{"ID":"1","VALUE":"8 (495) 123-45-67","VALUE_TYPE":"WORK"},{"VALUE":"+44 7700 900123"}],"EMAIL":[{"VALUE":"Anna@Example.org"}]},"time":{}}
        """;

    private readonly InMemoryCustomerStore _store = new();
    private readonly QuarantineInMemory _quarantine = new();
    private readonly Crm _crm = new();

    [Fact]
    public async Task A_change_is_in_the_profile_and_on_the_timeline()
    {
        await RunAsync(Changes.Change(1, "5501", CrmAction.Created, ("city", "Perm")));

        var profile = Assert.Single(_store.Profiles);
        Assert.Equal("Perm", Assert.Single(Assert.Single(profile.CrmRecords).Attributes).Value);
        Assert.Equal(1, _store.EntryCount);
        Assert.Empty(_crm.Asked);
    }

    [Fact]
    public async Task What_is_no_change_goes_to_quarantine_alone()
    {
        await RunAsync(
            Message("{nothing"u8.ToArray()),
            Message("""{"type":"omni.contact.received"}"""u8.ToArray()),
            Message("""{"type":"omni.crm.changed"}"""u8.ToArray()),
            Message(Changes.Change(1, "1")));

        Assert.Equal(["Malformed", "ForeignType", "NoContact"], _quarantine.Messages.Select(message => message.Reason));
        Assert.Equal(1, _store.EntryCount);
    }

    [Fact]
    public async Task A_record_that_is_only_named_is_read()
    {
        _crm.Answer = () => (HttpStatusCode.OK, Record);

        await RunAsync(Named());

        Assert.Equal([$"https://shop.bitrix24.example.com/rest/1/{Secret}/crm.contact.get.json?id=89"], _crm.Asked);
        var profile = Assert.Single(_store.Profiles);
        Assert.Equal("Анна Смирнова", profile.DisplayName);
        Assert.Equal(
            [("bitrix24_contact", "p:89", Trust.Verified), ("email", "anna@example.org", Trust.Claimed), ("phone", "+447700900123", Trust.Claimed), ("phone", "+74951234567", Trust.Claimed)],
            profile.Identities.Select(identity => (identity.Kind, identity.Value, identity.Trust)));
        Assert.Equal(
            "ADDRESS_CITY=Пермь EMAIL=Anna@Example.org LAST_NAME=Смирнова NAME=Анна PHONE=8 (495) 123-45-67, +44 7700 900123 POST= UF_CRM_1=gold",
            string.Join(' ', Assert.Single(profile.CrmRecords).Attributes.Select(attribute => $"{attribute.Name}={attribute.Value}")));
    }

    [Theory]
    [InlineData(CrmAction.Deleted, true)]
    [InlineData(CrmAction.Updated, false)]
    public async Task A_record_that_is_gone_or_that_no_setting_leads_to_is_taken_by_its_id(CrmAction action, bool hasAddress)
    {
        await RunAsync([Message(Named() with { Action = action })], hasAddress);

        Assert.Empty(_crm.Asked);
        Assert.Equal("bitrix24_contact:p:89", Assert.Single(Assert.Single(_store.Profiles).Identities).Key);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, """{"error":"","error_description":"Not found"}""")]
    [InlineData(HttpStatusCode.OK, "<html>")]
    [InlineData(HttpStatusCode.OK, "[]")]
    [InlineData(HttpStatusCode.OK, """{"result":{"ID":"90","NAME":"Somebody else"}}""")]
    [InlineData(HttpStatusCode.OK, """{"result":{"ID":89,"NAME":17,"PHONE":"none","EMAIL":[null,{},{"VALUE":{}}]}}""")]
    public async Task A_record_that_cannot_be_read_is_taken_by_its_id(HttpStatusCode status, string answer)
    {
        _crm.Answer = () => (status, answer);

        await RunAsync(Named());

        Assert.Equal("bitrix24_contact:p:89", Assert.Single(Assert.Single(_store.Profiles).Identities).Key);
    }

    [Fact]
    public async Task A_record_too_large_to_be_one_is_taken_by_its_id()
    {
        _crm.Answer = () => (HttpStatusCode.OK, new string(' ', CrmReader.LargestRecord + 1));

        await RunAsync(Named());

        Assert.Equal("bitrix24_contact:p:89", Assert.Single(Assert.Single(_store.Profiles).Identities).Key);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(0)]
    public async Task An_outage_of_the_CRM_is_waited_for_and_does_not_tell_its_address(int status)
    {
        var outages = 2;
        _crm.Answer = () => outages-- > 0
            ? status == 0 ? throw new HttpRequestException($"No route to {Secret}.") : ((HttpStatusCode)status, "")
            : (HttpStatusCode.OK, Record);

        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => Reader(hasAddress: true).CompleteAsync(Named(), default));
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);

        await RunAsync(Named());
        Assert.Equal("Анна Смирнова", Assert.Single(_store.Profiles).DisplayName);
    }

    private static CrmChange Named() => Changes.Change(1, "89") with
    {
        System = "bitrix24",
        Account = "p",
        DisplayName = null,
        Identities = [CrmIdentity.Of("bitrix24", "p", "89")],
    };

    private Task RunAsync(params CrmChange[] changes) => RunAsync([.. changes.Select(Message)]);

    private Task RunAsync(params ServiceBusReceivedMessage[] messages) => RunAsync(messages, hasAddress: true);

    private Task RunAsync(ServiceBusReceivedMessage[] messages, bool hasAddress) =>
        new ApplyCrmChange(
            new ContactIntake(People.Resolution(_store), _quarantine, People.Patience(), NullLogger<ContactIntake>.Instance), Reader(hasAddress))
            .Run(messages, CancellationToken.None);

    private CrmReader Reader(bool hasAddress)
    {
        var catalogue = new ChannelCatalogue(
            (provider, key) => (provider, key) switch
            {
                ("Bitrix24", "ApplicationToken") => "token",
                ("Bitrix24", "RestUrl") when hasAddress => $"https://shop.bitrix24.example.com/rest/1/{Secret}",
                _ => null,
            },
            "RU",
            Samples.ReplyKey);
        return new CrmReader(catalogue, new HttpClient(_crm) { MaxResponseContentBufferSize = CrmReader.LargestRecord }, NullLogger<CrmReader>.Instance);
    }

    private static ServiceBusReceivedMessage Message(CrmChange change)
    {
        var body = new ArrayBufferWriter<byte>();
        CrmEvent.Write(body, change);
        return Message(body.WrittenMemory);
    }

    private static ServiceBusReceivedMessage Message(ReadOnlyMemory<byte> body) =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(new BinaryData(body), messageId: "m", deliveryCount: 1);

    /// <summary>The CRM's side of the line.</summary>
    private sealed class Crm : HttpMessageHandler
    {
        public Func<(HttpStatusCode Status, string Body)> Answer { get; set; } = static () => (HttpStatusCode.InternalServerError, "");

        public List<string> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request.RequestUri!.AbsoluteUri); // The client set it.
            var (status, body) = Answer();
            return Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
        }
    }
}
