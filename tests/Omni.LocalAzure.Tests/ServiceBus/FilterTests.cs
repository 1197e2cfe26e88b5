using Omni.LocalAzure.ServiceBus;
using Omni.LocalAzure.ServiceBus.Definitions;

namespace Omni.LocalAzure.Tests.ServiceBus;

public sealed class FilterTests
{
    private static readonly BrokerMessage Message = new()
    {
        Body = ReadOnlyMemory<byte>.Empty,
        Properties = new BrokerProperties { MessageId = "m-1", Label = "contact.received", SessionId = "7" },
        ApplicationProperties = new Dictionary<string, object> { ["channel"] = "sms", ["attempt"] = 3L, ["ratio"] = 0.5, ["final"] = true, ["quote"] = "it's" },
    };

    [Theory]
    [InlineData("sys.Label = 'contact.received'", true)]
    [InlineData("sys.Label <> 'contact.received'", false)]
    [InlineData("channel = 'sms' AND attempt >= 3", true)]
    [InlineData("channel = 'email' OR attempt > 3", false)]
    [InlineData("NOT channel = 'email'", true)]
    [InlineData("channel IN ('email', 'sms')", true)]
    [InlineData("channel NOT IN ('email', 'sms')", false)]
    [InlineData("sys.Label LIKE 'contact.%'", true)]
    [InlineData("sys.Label LIKE '%e_ved'", true)]
    [InlineData("channel NOT LIKE 's_'", true)]
    [InlineData("nothing IS NULL AND channel IS NOT NULL", true)]
    [InlineData("nothing = 'x' OR NOT nothing = 'x'", false)] // unknown, and so is its opposite
    [InlineData("ratio < 1 AND final = TRUE", true)]
    [InlineData("channel = 3", false)]
    [InlineData("user.quote = 'it''s' AND (attempt = 1 OR attempt = 3)", true)]
    [InlineData("channel = 'sms' OR channel = 'email' AND attempt = 99", true)]
    public async Task A_sql_filter_takes_what_it_says(string expression, bool taken) =>
        Assert.Equal(taken, await IsTakenAsync(new RuleDefinition { Name = "$Default", SqlFilter = new SqlFilterDefinition { SqlExpression = expression } }));

    [Fact]
    public async Task A_correlation_filter_takes_what_is_equal_in_all_it_names()
    {
        var equal = new CorrelationFilterDefinition { Label = "contact.received", Properties = new Dictionary<string, string> { ["channel"] = "sms" } };
        var different = new CorrelationFilterDefinition { Label = "contact.received", Properties = new Dictionary<string, string> { ["channel"] = "email" } };

        Assert.True(await IsTakenAsync(new RuleDefinition { Name = "$Default", CorrelationFilter = equal }));
        Assert.False(await IsTakenAsync(new RuleDefinition { Name = "$Default", CorrelationFilter = different }));
    }

    [Fact]
    public async Task A_subscription_without_rules_takes_everything() => Assert.True(await IsTakenAsync());

    [Fact]
    public async Task A_rule_beside_the_one_a_subscription_is_born_with_filters_nothing() =>
        Assert.True(await IsTakenAsync(new RuleDefinition { Name = "mine", SqlFilter = new SqlFilterDefinition { SqlExpression = "channel = 'email'" } }));

    [Fact]
    public async Task Several_matching_rules_give_one_message() =>
        Assert.True(await IsTakenAsync(
            new RuleDefinition { Name = "$Default", SqlFilter = new SqlFilterDefinition { SqlExpression = "attempt = 3" } },
            new RuleDefinition { Name = "b", SqlFilter = new SqlFilterDefinition { SqlExpression = "final = TRUE" } }));

    [Theory]
    [InlineData("attempt + 1 = 4")]
    [InlineData("sys.Size > 3")]
    [InlineData("newid() = 'x'")]
    [InlineData("channel =")]
    [InlineData("(channel = 'sms'")]
    [InlineData("channel = 'sms' channel")]
    [InlineData("")]
    public void What_is_not_emulated_is_refused_when_the_entities_are_loaded(string expression) =>
        Assert.Throws<InvalidDataException>(() =>
            new BrokerFixture(Topic(new RuleDefinition { Name = "$Default", SqlFilter = new SqlFilterDefinition { SqlExpression = expression } })));

    private static async Task<bool> IsTakenAsync(params RuleDefinition[] rules)
    {
        using var bus = new BrokerFixture(Topic(rules));
        await bus.Broker.SendAsync("news", [Message]);
        return bus.Broker.Count("news/Subscriptions/all").Active == 1;
    }

    private static ServiceBusDefinition Topic(params RuleDefinition[] rules) =>
        new() { Topics = [new TopicDefinition { Name = "news", Subscriptions = [new SubscriptionDefinition { Name = "all", Rules = rules }] }] };
}
