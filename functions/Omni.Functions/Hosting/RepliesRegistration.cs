using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Channels;
using Omni.Functions.Ingestion;
using Omni.Functions.Replies;
using Omni.Functions.Replies.Templates;
using Omni.Functions.Stores;

namespace Omni.Functions.Hosting;

/// <summary>Wires what writes to people.</summary>
internal static class RepliesRegistration
{
    public static IServiceCollection AddReplies(this IServiceCollection services, Settings settings)
    {
        if (settings.Mailboxes.Count > 0)
            services.AddSingleton<IReplySender, GraphReplies>();
        if (settings.Communication.IsOn)
            services
                .AddSingleton<IReplySender>(provider => new CommunicationEmailReplies(
                    CommunicationConnection.ToEmail(settings.Communication), provider.GetRequiredService<ChannelCatalogue>(), provider.GetRequiredService<TimeProvider>()))
                .AddSingleton<IReplySender>(provider => new CommunicationSmsReplies(CommunicationConnection.ToSms(settings.Communication), provider.GetRequiredService<TimeProvider>()));

        // Without its loggers: they write addresses, and those of some providers hold a token.
        services.AddHttpClient(nameof(ProviderSender), ProviderSender.Configure)
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ActivityHeadersPropagator = null, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services
            .AddSingleton(provider => SendersOf(provider, settings.Omni.PublicUrl))
            .AddSingleton(settings.Replies)
            .AddSingleton(settings.Replies.Manners)
            .AddSingleton<ReplyRoutes>()
            .AddSingleton<CustomerHours>()
            .AddSingleton<ReplyConsent>()
            .AddSingleton<ReplyPermission>()
            .AddSingleton(new MessageTemplates(static () => TemplateFolder.Read(Path.Combine(AppContext.BaseDirectory, "templates"))))
            .AddSingleton<ReplyWriting>()
            .AddSingleton<ReplyFiles>()
            .AddSingleton<ReceiptAddressees>()
            .AddSingleton<ReplyWish>()
            .AddSingleton<ReplyBeginning>()
            .AddSingleton<IReplyLedger, CosmosReplyLedger>()
            .AddSingleton<IReplyQueue>(static provider => new ServiceBusReplyQueue(SenderTo(provider, DeliverReply.Queue)))
            .AddSingleton(static provider => new ServiceBusReceiptQueue(SenderTo(provider, DeliveryReceipt.Queue), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<IReceiptQueue>(static provider => provider.GetRequiredService<ServiceBusReceiptQueue>())
            .AddSingleton<IReceiptDelay>(static provider => provider.GetRequiredService<ServiceBusReceiptQueue>())
            .AddSingleton<AnsweredContact>()
            .AddSingleton<ReplyBooking>()
            .AddSingleton<ReplyIntake>()
            .AddSingleton<ReplyNews>()
            .AddSingleton<ReplyConclusion>()
            .AddSingleton<ReplyDelivery>();
    }

    private static ReplySenders SendersOf(IServiceProvider provider, string? publicUrl)
    {
        var http = provider.GetRequiredService<IHttpClientFactory>();
        var clock = provider.GetRequiredService<TimeProvider>();
        var all = provider.GetServices<IReplySender>().Concat(provider.GetRequiredService<ChannelCatalogue>().Replies.Select(
            entry => new ProviderSender(entry.Key, entry.Value, publicUrl, http.CreateClient(nameof(ProviderSender)), clock)));
        return new ReplySenders(all.Select(sender => new RestingSender(sender, clock)));
    }

    private static ServiceBusSender SenderTo(IServiceProvider provider, string queue) => provider.GetRequiredService<Lazy<ServiceBusClient>>().Value.CreateSender(queue);
}
