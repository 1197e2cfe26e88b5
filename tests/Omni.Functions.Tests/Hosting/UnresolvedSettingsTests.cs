using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Channels;
using Omni.Functions.Tests.Channels;
using Omni.Functions.Hosting;
using Omni.Functions.Replies;
using Omni.Functions.Stores;
using Omni.Functions.Tests.Azure;
using Omni.Functions.Tests.Customers;

namespace Omni.Functions.Tests.Hosting;

public sealed class UnresolvedSettingsTests
{
    private const string Reference = "@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/any)";

    private readonly ConfigurationManager _configuration = new();

    [Fact]
    public void A_channel_whose_secret_key_vault_did_not_give_is_off()
    {
        Set("Channels:WhatsApp:AppSecret", Reference);
        Set("Channels:Telegram:SecretToken", "a-secret-token");

        var unresolved = UnresolvedSettings.Unset(_configuration);
        var catalogue = new ChannelCatalogue((provider, key) => _configuration[$"Channels:{provider}:{key}"], "RU", Samples.ReplyKey);

        Assert.Equal(["telegram"], catalogue.SwitchedOn);
        Assert.Equal(["Channels__WhatsApp__AppSecret"], unresolved.Names);
    }

    [Theory]
    [InlineData("Omni:IdSalt")]
    [InlineData("ServiceBus")]
    [InlineData("Attachments")]
    [InlineData("Cosmos:accountKey")]
    public void A_reference_is_never_a_value(string key)
    {
        Set(key, Reference.ToLowerInvariant());

        UnresolvedSettings.Unset(_configuration);

        Assert.Null(_configuration[key]);
    }

    [Fact]
    public void A_text_that_only_speaks_of_key_vault_is_a_value()
    {
        Set("Omni:IdSalt", $"not {Reference}");

        Assert.Empty(UnresolvedSettings.Unset(_configuration).Names);
        Assert.Equal($"not {Reference}", _configuration["Omni:IdSalt"]);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(503)]
    public async Task Health_names_what_is_unresolved_whether_the_app_is_ready_or_not(int expected)
    {
        var store = new InMemoryCustomerStore();
        if (expected == 503)
            store.BeforeCall = _ => throw new InvalidOperationException("Away.");

        var result = await new Health(Readiness(store), new UnresolvedSettings(["Channels__Form__Secret"]), new ReplySenders([])).Run(new DefaultHttpContext().Request, default);

        Assert.Equal(expected, Assert.IsType<IStatusCodeHttpResult>(result, exactMatch: false).StatusCode ?? 200);
        var unresolved = result is ProblemHttpResult problem
            ? problem.ProblemDetails.Extensions["unresolved"]
            : Assert.IsType<JsonHttpResult<HealthAnswer>>(result).Value?.Unresolved;
        Assert.Equal(["Channels__Form__Secret"], Assert.IsType<IEnumerable<string>>(unresolved, exactMatch: false));
    }

    private void Set(string key, string value) => _configuration.AddInMemoryCollection([KeyValuePair.Create(key, (string?)value)]);

    private static Readiness Readiness(InMemoryCustomerStore store)
    {
        var bus = new Lazy<ServiceBusClient>(() => new ServiceBusClient(
            "Endpoint=sb://localhost;SharedAccessKeyName=Root;SharedAccessKey=c2VjcmV0;UseDevelopmentEmulator=true",
            new ServiceBusClientOptions { Transport = new RecordedRequests(RecordedRequests.Answer(404)).Transport }));
        return new Readiness(store, new ServiceBusProbe(bus), new FakeTimeProvider());
    }
}
