using System.Text;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Bot;
using Omni.Functions.Bot.HandOffs;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using Omni.Functions.Crm;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Consents;
using Omni.Functions.Customers.Corrections;
using Omni.Functions.Customers.Evidence;
using Omni.Functions.Customers.Likeness;
using Omni.Functions.Customers.Matching;
using Omni.Functions.Customers.Merging;
using Omni.Functions.Customers.Suggestions;
using Omni.Functions.Ingestion;
using Omni.Functions.Ingestion.Mailboxes;
using Omni.Functions.Media;
using Omni.Functions.Replies;
using Omni.Functions.Stores;
using Omni.Functions.Timeline;

namespace Omni.Functions.Hosting;

/// <summary>The one place that wires the app together. Nothing in here connects to anything.</summary>
public static class OmniRegistration
{
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is wrong or missing.</exception>
    public static FunctionsApplicationBuilder AddOmni(this FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var unresolved = UnresolvedSettings.Unset(builder.Configuration);
        var settings = Settings.Read(builder.Configuration);
        builder.Services
            .AddSingleton(unresolved)
            .AddSingleton(TimeProvider.System)
            .AddStores(settings)
            .AddCustomers(settings.Omni, settings.Identities)
            .AddSingleton(settings.Profiles)
            .AddLikeness(settings)
            .AddIngestion(settings.Omni, builder.Configuration)
            .AddCrm()
            .AddMedia(settings.Attachments)
            .AddMailboxes(settings)
            .AddReplies(settings)
            .AddBot(settings)
            .AddSingleton<TimelineReader>()
            .AddSingleton<IServiceBusMessageConverter<ServiceBusReceivedMessage>, ServiceBusTriggerMessages>()
            .AddSingleton<Readiness>()
            .AddTelemetry(settings.Telemetry)
            .AddSingleton<IWarmUp, WarmUp>();
        return builder;
    }

    /// <summary>Without an address nothing of the exporters is loaded.</summary>
    private static IServiceCollection AddTelemetry(this IServiceCollection services, TelemetryOptions telemetry) => telemetry.IsOn
        ? services.AddSingleton<IWarmUp>(provider => new TelemetryExport(
            telemetry, provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<ILoggerFactory>()))
        : services;

    private static IServiceCollection AddStores(this IServiceCollection services, Settings settings) => services
        .AddSingleton(_ => new CosmosContainers(() => Connections.ToCosmos(settings.Cosmos), settings.Cosmos.Database))
        .AddSingleton<ICustomerStore, CosmosCustomerStore>()
        .AddSingleton<ICustomerPairs, CosmosCustomerPairs>()
        .AddSingleton<IKnownPeople, CosmosKnownPeople>()
        .AddSingleton<IChangedCustomers, CosmosChangedCustomers>()
        .AddSingleton<ITimelineStore, CosmosTimelineStore>()
        .AddSingleton(_ => new Lazy<ServiceBusClient>(() => Connections.ToServiceBus(settings.ServiceBus)))
        .AddSingleton<IClaimedContacts>(_ => new BlobClaimedContacts(Connections.ToBlobs(settings.Attachments, BlobClaimedContacts.ContainerName)))
        .AddSingleton(_ => new BlobAttachments(Connections.ToBlobs(settings.Attachments, BlobAttachments.ContainerName)))
        .AddSingleton<IQuarantine, ServiceBusQuarantine>()
        .AddSingleton<IDeadContacts>(provider => DeadLettersOf(provider, ContactTopic.Name, ContactTopic.Subscription))
        .AddSingleton<IDeadContacts>(provider => DeadLettersOf(provider, ContactTopic.Name, ContactTopic.MediaSubscription))
        .AddSingleton<IDeadContacts>(provider => DeadLettersOf(provider, CrmTopic.Name, CrmTopic.Subscription))
        .AddSingleton<IDeadContacts>(provider => DeadLettersOf(provider, ContactTopic.Name, ContactTopic.BotSubscription))
        .AddSingleton<IDeadContacts>(provider => DeadLettersOf(provider, HandOffEvent.Reminders, subscription: null))
        .AddSingleton<IDeadContacts>(provider => DeadLettersOf(provider, DeliverReply.Queue, subscription: null))
        .AddSingleton<IDeadContacts>(provider => DeadLettersOf(provider, DeliveryReceipt.Queue, subscription: null))
        .AddSingleton<ServiceBusProbe>();

    /// <summary>The catalogue is made at once, so that a wrong setting of a channel stops the start.</summary>
    private static IServiceCollection AddIngestion(this IServiceCollection services, OmniOptions omni, ConfigurationManager configuration) => services
        .AddSingleton(new ChannelCatalogue((provider, key) => configuration[$"Channels:{provider}:{key}"], omni.DefaultRegion, KeyOf(omni)))
        .AddSingleton(new WebhookOptions { PublicUrl = omni.PublicUrl })
        .AddSingleton<IContactTopic>(provider => new ServiceBusContactTopic(
            provider.GetRequiredService<Lazy<ServiceBusClient>>().Value.CreateSender(ContactTopic.Name),
            provider.GetRequiredService<IClaimedContacts>(),
            provider.GetRequiredService<BlobAttachments>(),
            provider.GetRequiredService<BotAudience>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<ICrmTopic>(provider => new ServiceBusCrmTopic(
            provider.GetRequiredService<Lazy<ServiceBusClient>>().Value.CreateSender(CrmTopic.Name), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<Inbox>();

    private static IServiceCollection AddMailboxes(this IServiceCollection services, Settings settings) => services
        .AddSingleton(new MailboxList(settings.Mailboxes))
        .AddSingleton(provider => new MailboxPush(KeyOf(settings.Omni), provider.GetRequiredService<MailboxList>(), settings.PushAddress))
        .AddSingleton(_ => new GraphAccess(() => GraphConnection.Open(settings.Graph)))
        .AddSingleton<IMailboxes, GraphMailboxes>()
        .AddSingleton<IMediaSource, GraphFiles>()
        .AddSingleton<IMailboxPositions, CosmosMailboxPositions>()
        .AddSingleton<IUnreadableMail, UnreadableMailInQuarantine>()
        .AddSingleton<MailTranslation>()
        .AddSingleton<MailReading>()
        .AddSingleton<MailboxPickup>()
        .AddSingleton<MailboxVisit>()
        .AddSingleton<IMailboxSubscriptions, GraphMailboxSubscriptions>()
        .AddSingleton<MailboxWatch>()
        .AddSingleton<IMailboxWakeUps>(provider => new ServiceBusMailboxWakeUps(
            provider.GetRequiredService<Lazy<ServiceBusClient>>().Value.CreateSender(ReadMailbox.Queue), provider.GetRequiredService<TimeProvider>()));

    private static IServiceCollection AddCrm(this IServiceCollection services)
    {
        // Without its loggers: they write addresses, and the address of an incoming webhook is its secret.
        services.AddHttpClient<CrmReader>(static http => http.MaxResponseContentBufferSize = CrmReader.LargestRecord)
            .RemoveAllLoggers()
            .AddStandardResilienceHandler();
        return services;
    }

    private static IServiceCollection AddLikeness(this IServiceCollection services, Settings settings) => services
        .AddSingleton(new LikenessOptions(
            Encoding.UTF8.GetBytes(settings.Omni.IdSalt), new MatchOptions { SuggestFrom = settings.Identities.SuggestFrom }, settings.Profiles))
        .AddSingleton<SimilarCustomers>();

    private static ReplyKey KeyOf(OmniOptions omni) => ReplyKey.From(Encoding.UTF8.GetBytes(omni.IdSalt));

    private static ServiceBusDeadContacts DeadLettersOf(IServiceProvider provider, string entity, string? subscription) => new(
        entity,
        subscription,
        provider.GetRequiredService<Lazy<ServiceBusClient>>(),
        provider.GetRequiredService<IQuarantine>(),
        provider.GetRequiredService<ILogger<ServiceBusDeadContacts>>());

    private static IServiceCollection AddCustomers(this IServiceCollection services, OmniOptions omni, IdentityOptions identities) => services
        .AddSingleton(new ResolutionOptions
        {
            IdSalt = Encoding.UTF8.GetBytes(omni.IdSalt),
            Identities = identities,
            DefaultRegion = omni.DefaultRegion,
        })
        .AddSingleton(new PromiseOptions { AnswerWithin = omni.Promise })
        .AddSingleton<CustomerCache>()
        .AddSingleton<CustomerLookup>()
        .AddSingleton<CustomerWriter>()
        .AddSingleton<OutagePatience>()
        .AddSingleton<ContactResolution>()
        .AddSingleton<RivalPatience>()
        .AddSingleton<MergeCustomers>()
        .AddSingleton<ReturnedContacts>()
        .AddSingleton<CustomerReturn>()
        .AddSingleton<SeparateCustomers>()
        .AddSingleton<DecideSuggestion>()
        .AddSingleton<IdentityCorrection>()
        .AddSingleton<ConsentRecording>()
        .AddSingleton<ContactIntake>()
        .AddSingleton(provider => new CustomerEvidence(provider.GetRequiredService<ICustomerStore>(), omni.DefaultRegion))
        .AddSingleton(provider => new CustomerSearch(provider.GetRequiredService<ICustomerStore>(), omni.DefaultRegion));
}
