using System.Text;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Http.Resilience;
using Omni.Azure.Bot;
using Omni.Azure.Bot.Authentication;
using Omni.Azure.Bot.Connector;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Bot;
using Omni.Functions.Bot.HandOffs;
using Omni.Functions.Bot.LanguageModel;
using Omni.Functions.Bot.Talk;
using Omni.Functions.Bot.Topics;
using Omni.Functions.Ingestion;
using Omni.Functions.Media;
using Omni.Functions.Replies;
using Omni.Functions.Stores;

namespace Omni.Functions.Hosting;

/// <summary>Wires the bot. What it knows is read when somebody first speaks to it.</summary>
internal static class BotRegistration
{
    /// <summary>Bytes.</summary>
    private const int LongestModelAnswer = 256 * 1024;

    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(30);

    /// <summary>Before it begins to answer; it counts as a failure then.</summary>
    private static readonly TimeSpan ModelHesitates = TimeSpan.FromSeconds(6);

    /// <summary>Requests of half a minute, a tenth of them failed, after which a model is left alone.</summary>
    private const int FewestFailures = 5;

    public static IServiceCollection AddBot(this IServiceCollection services, Settings settings)
    {
        var options = settings.Bot.Options(settings.Omni.Promise);
        return services
            .AddConnector(settings.Bot)
            .AddSingleton(options)
            .AddSingleton<BotAudience>()
            .AddSingleton(provider => new DeskHours(options, settings.Replies.Manners.TimeZone, provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(new CodeMaker(Encoding.UTF8.GetBytes(settings.Omni.IdSalt)))
            .AddSingleton(_ => TopicFolder.Read(Path.Combine(AppContext.BaseDirectory, "bot")))
            .AddBrain(settings.Bot.Model)
            .AddSingleton<CosmosDialogueStore>()
            .AddSingleton<IDialogueStore>(static provider => provider.GetRequiredService<CosmosDialogueStore>())
            .AddSingleton<IHandOffLedger>(static provider => provider.GetRequiredService<CosmosDialogueStore>())
            .AddSingleton<IHandOffTopic>(static provider => new ServiceBusHandOffs(SenderTo(provider, HandOffEvent.Topic), SenderTo(provider, HandOffEvent.Reminders)))
            .AddSingleton<PrivateHistory>()
            .AddSingleton<BotVoice>()
            .AddSingleton<BotReplies>()
            .AddSingleton<CodeSending>()
            .AddSingleton<HandOffDocument>()
            .AddSingleton<HandOffBooking>()
            .AddSingleton<HandOffProgress>()
            .AddSingleton<IHandOffStatus, HandOffStatus>()
            .AddSingleton<ActivityIntake>()
            .AddSingleton<HandOffAnswers>()
            .AddSingleton<TurnDeeds>()
            .AddSingleton<BotTurns>();
    }

    private static IServiceCollection AddBrain(this IServiceCollection services, BotModelSettings model)
    {
        services.AddSingleton<RuleBrain>();
        if (!model.IsOn)
            return services.AddSingleton<IBrain>(static provider => provider.GetRequiredService<RuleBrain>());
        services.AddHttpClient<IChatModel, ChatCompletions>(static http => http.MaxResponseContentBufferSize = LongestModelAnswer)
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .RemoveAllLoggers()
            .AddStandardResilienceHandler(static patience =>
            {
                patience.Retry.DisableForUnsafeHttpMethods(); // Who is busy is not waited for: the rules go on.
                patience.AttemptTimeout.Timeout = ModelHesitates;
                patience.CircuitBreaker.MinimumThroughput = FewestFailures;
            });
        return services.AddSingleton(model.Options()).AddSingleton<IBrain, ModelBrain>();
    }

    private static IServiceCollection AddConnector(this IServiceCollection services, BotSettings bot)
    {
        if (!bot.IsConnected)
            return services.AddSingleton(new BotConnection(null)).AddSingleton<IHandOffChannel, NoHandOffChannel>();
        var credential = new Lazy<TokenCredential>(() => CredentialOf(bot));
        services.AddHttpClient(nameof(BotFrameworkAuthentication), static http => http.Timeout = LongestRequest).RemoveAllLoggers();
        return services
            .AddSingleton(provider => new BotFrameworkAuthentication(
                bot.Authentication(provider.GetRequiredService<TimeProvider>()), provider.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(BotFrameworkAuthentication))))
            .AddSingleton(provider => new CloudAdapter(provider.GetRequiredService<BotFrameworkAuthentication>(), credential.Value, Patient(bot)))
            .AddSingleton<IMediaSource>(provider => new ConnectorFiles(provider.GetRequiredService<WebFiles>(), credential.Value, bot.ConnectorOptions().Scope))
            .AddSingleton(static provider => new BotConnection(provider.GetRequiredService<CloudAdapter>()))
            .AddSingleton(provider => new ConnectorReplies(
                provider.GetRequiredService<CloudAdapter>(), bot.AppId ?? "", bot.ChannelsThatHandOff(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<IReplySender>(static provider => provider.GetRequiredService<ConnectorReplies>())
            .AddSingleton<IHandOffChannel>(static provider => provider.GetRequiredService<ConnectorReplies>());
    }

    private static ConnectorClientOptions Patient(BotSettings bot)
    {
        var options = bot.ConnectorOptions();
        options.Retry.NetworkTimeout = LongestRequest;
        return options;
    }

    private static TokenCredential CredentialOf(BotSettings bot) =>
        bot.HasManagedIdentity ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(bot.AppId)) : new ClientSecretCredential(bot.TenantId, bot.AppId, bot.AppPassword);

    private static ServiceBusSender SenderTo(IServiceProvider provider, string entity) => provider.GetRequiredService<Lazy<ServiceBusClient>>().Value.CreateSender(entity);
}
