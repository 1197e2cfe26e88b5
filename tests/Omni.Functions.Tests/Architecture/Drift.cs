using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Omni.Functions.Bot.HandOffs;
using Omni.Functions.Channels;
using Omni.Functions.Tests.Channels;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Golden;
using Omni.Functions.Hosting;
using Omni.Functions.Ingestion;
using Omni.Functions.Ingestion.Mailboxes;
using Omni.Functions.Replies;
using Omni.Functions.Stores;
using Omni.Worker;

namespace Omni.Functions.Tests.Architecture;

/// <summary>What is said in two places says the same.</summary>
public sealed partial class Drift
{
    private static readonly Dictionary<string, Type> Sections = new()
    {
        [CosmosOptions.SectionName] = typeof(CosmosOptions),
        [ServiceBusOptions.SectionName] = typeof(ServiceBusOptions),
        [AttachmentsOptions.SectionName] = typeof(AttachmentsOptions),
        [OmniOptions.SectionName] = typeof(OmniOptions),
        [IdentityOptions.SectionName] = typeof(IdentityOptions),
        [ProfileOptions.SectionName] = typeof(ProfileOptions),
        [GraphOptions.SectionName] = typeof(GraphOptions),
        [CommunicationOptions.SectionName] = typeof(CommunicationOptions),
        [BotSettings.SectionName] = typeof(BotSettings),
        ["Bot__Model"] = typeof(BotModelSettings),
    };

    private static readonly string[] ReadOfMailboxes =
        [.. new[] { "Address", "Folder", "Department", "AfterPickup", "Since" }.SelectMany(static name => new[] { $"Mailboxes__0__{name}", $"Mailboxes__1__{name}", $"Mailboxes__2__{name}" })];

    private static readonly string[] ReadOfReplies = ["Replies__Email__Through", "Replies__Email__From", "Replies__Sms__Through", "Replies__Sms__From", "Replies__QuietHours", "Replies__TimeZone", "Replies__MarketingPerWeek", "Replies__OpenForDays"];

    [Fact]
    public void The_sample_settings_are_settings_the_app_reads()
    {
        string[] ofTheHost = ["FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsStorage", "AzureFunctionsJobHost__extensions__serviceBus__sessionIdleTimeout"];
        string[] ofTelemetry =
        [
            TelemetryOptions.EndpointKey, TelemetryOptions.ConnectionStringKey, TelemetryOptions.AuthenticationStringKey,
            TelemetryOptions.SamplerKey, TelemetryOptions.SamplerArgumentKey,
        ];
        var known = Sections.SelectMany(section => section.Value.GetProperties().Select(property => $"{section.Key}__{property.Name}"))
            .Concat(Sections.Keys)
            .Concat(ReadByChannels())
            .Concat(ReadOfMailboxes)
            .Concat(ReadOfReplies)
            .Concat(ofTheHost)
            .Concat(ofTelemetry);

        Assert.Empty(Sample().Keys.Except(known, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_sample_settings_start_the_app_with_every_provider_on()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Sample().Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value))).Build();

        var settings = Settings.Read(configuration);
        var catalogue = new ChannelCatalogue((provider, key) => configuration[$"Channels:{provider}:{key}"], settings.Omni.DefaultRegion, Samples.ReplyKey);

        Assert.Equal(ChannelCatalogue.Entries.Select(entry => entry.Provider).Order(), catalogue.SwitchedOn.Order());
    }

    [Fact]
    public void The_readme_lists_exactly_the_providers_of_the_catalogue()
    {
        var listed = ProviderRow().Matches(Repository.Read("README.md")).Select(row => row.Groups["provider"].Value);

        Assert.Equal(ChannelCatalogue.Entries.Select(entry => entry.Provider).Order(), listed.Order());
    }

    [Fact]
    public void The_channel_guide_tells_how_to_connect_every_provider()
    {
        var guide = Repository.Read("docs/channels.md");

        Assert.All(ChannelCatalogue.Entries, entry => Assert.Contains($"(`{entry.Provider}`)", guide, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_queue_and_subscription_with_a_trigger_is_defined()
    {
        var defined = Entities()["serviceBus"]!["topics"]!.AsArray() // the file is ours: what it lacks fails here
            .SelectMany(topic => topic!["subscriptions"]!.AsArray().Select(subscription => $"{topic["name"]}/{subscription!["name"]}"))
            .Concat(Names(Entities()["serviceBus"]!["queues"]));
        var triggered = typeof(OmniRegistration).Assembly.GetTypes().SelectMany(type => type.GetMethods()).SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<ServiceBusTriggerAttribute>())
            .OfType<ServiceBusTriggerAttribute>()
            .Select(trigger => trigger.QueueName ?? $"{trigger.TopicName}/{trigger.SubscriptionName}");

        Assert.Equal(
            [
                AcsEvents.Queue,
                $"{ContactTopic.Name}/{ContactTopic.BotSubscription}",
                $"{ContactTopic.Name}/{ContactTopic.Subscription}",
                $"{ContactTopic.Name}/{ContactTopic.MediaSubscription}",
                $"{CrmTopic.Name}/{CrmTopic.Subscription}",
                HandOffEvent.Reminders,
                ReadMailbox.Queue,
                DeliveryReceipt.Queue,
                DeliverReply.Queue,
            ],
            triggered.Order(StringComparer.Ordinal));
        Assert.Empty(triggered.Except(defined));
    }

    [Fact]
    public void Every_queue_and_container_the_app_names_is_defined()
    {
        var entities = Entities();

        Assert.Contains(ServiceBusQuarantine.Queue, Names(entities["serviceBus"]!["queues"]));
        Assert.Contains(CosmosContainers.CustomersName, Names(entities["cosmos"]!["containers"]));
        Assert.Contains(CosmosContainers.IdentitiesName, Names(entities["cosmos"]!["containers"]));
        Assert.Contains(CosmosContainers.PairsName, Names(entities["cosmos"]!["containers"]));
        Assert.Contains(CosmosContainers.PeopleName, Names(entities["cosmos"]!["containers"]));
        Assert.Contains(CosmosContainers.RepliesName, Names(entities["cosmos"]!["containers"]));
        Assert.Contains(CosmosContainers.DialoguesName, Names(entities["cosmos"]!["containers"]));
        Assert.Contains(HandOffEvent.Topic, Names(entities["serviceBus"]!["topics"]));
        Assert.Contains(CosmosContainers.LeasesName, Names(entities["cosmos"]!["containers"]));
        Assert.Contains(BlobClaimedContacts.ContainerName, entities["storage"]!["containers"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Equal(entities["cosmos"]!["database"]!.GetValue<string>(), new CosmosOptions().Database);
    }

    [Fact]
    public void Every_filter_replaces_the_rule_that_takes_everything()
    {
        var subscriptions = Entities()["serviceBus"]!["topics"]!.AsArray().SelectMany(topic => topic!["subscriptions"]!.AsArray()); // as above

        Assert.All(subscriptions, subscription => Assert.Equal(["$Default"], Names(subscription!["rules"])));
    }

    [Fact]
    public void Only_contacts_with_files_to_be_fetched_are_delivered_to_be_fetched()
    {
        var filter = Entities()["serviceBus"]!["topics"]!.AsArray().SelectMany(topic => topic!["subscriptions"]!.AsArray()) // as above
            .Single(subscription => subscription!["name"]!.GetValue<string>() == ContactTopic.MediaSubscription)!["rules"]![0]!["correlationFilter"]!;

        Assert.Equal(ContactEvent.Type, filter["label"]!.GetValue<string>());
        Assert.Equal(ContactTopic.ToBeFetched, filter["properties"]![ContactTopic.Files]!.GetValue<string>());
    }

    private static IEnumerable<string> Names(JsonNode? list) => list!.AsArray().Select(entity => entity!["name"]!.GetValue<string>());

    private static HashSet<string> ReadByChannels()
    {
        var asked = new HashSet<string>();
        _ = new ChannelCatalogue(
            (provider, key) =>
            {
                asked.Add($"Channels__{provider}__{key}");
                return Sample().GetValueOrDefault($"Channels__{provider}__{key}");
            },
            "RU",
            Samples.ReplyKey);
        return asked;
    }

    private static Dictionary<string, string?> Sample()
    {
        using var sample = JsonDocument.Parse(Repository.Read("local.settings.sample.json"));
        return sample.RootElement.GetProperty("Values").EnumerateObject().ToDictionary(value => value.Name, value => value.Value.GetString());
    }

    private static JsonNode Entities() => JsonNode.Parse(Repository.Read("infra/entities.json"))!;

    [GeneratedRegex(@"^\| `(?<provider>[a-z0-9-]+)` \| `/api/webhooks/\k<provider>`", RegexOptions.Multiline)]
    private static partial Regex ProviderRow();
}
