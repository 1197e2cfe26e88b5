using System.Text;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Customers;
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
        var settings = Settings.Read(builder.Configuration);
        builder.Services
            .AddSingleton(TimeProvider.System)
            .AddStores(settings)
            .AddCustomers(settings.Omni)
            .AddSingleton<TimelineReader>()
            .AddSingleton<IServiceBusMessageConverter<ServiceBusReceivedMessage>, ServiceBusTriggerMessages>()
            .AddSingleton<Readiness>()
            .AddSingleton<IWarmUp, WarmUp>();
        return builder;
    }

    private static IServiceCollection AddStores(this IServiceCollection services, Settings settings) => services
        .AddSingleton(_ => new CosmosContainers(() => Connections.ToCosmos(settings.Cosmos), settings.Cosmos.Database))
        .AddSingleton<ICustomerStore, CosmosCustomerStore>()
        .AddSingleton<ITimelineStore, CosmosTimelineStore>()
        .AddSingleton(_ => new Lazy<ServiceBusClient>(() => Connections.ToServiceBus(settings.ServiceBus)))
        .AddSingleton<IQuarantine, ServiceBusQuarantine>()
        .AddSingleton<IDeadContacts, ServiceBusDeadContacts>()
        .AddSingleton<ServiceBusProbe>();

    private static IServiceCollection AddCustomers(this IServiceCollection services, OmniOptions omni) => services
        .AddSingleton(new ResolutionOptions { IdSalt = Encoding.UTF8.GetBytes(omni.IdSalt) })
        .AddSingleton<CustomerCache>()
        .AddSingleton<CustomerLookup>()
        .AddSingleton<CustomerWriter>()
        .AddSingleton<ContactResolution>()
        .AddSingleton(provider => new CustomerSearch(provider.GetRequiredService<ICustomerStore>(), omni.DefaultRegion));
}
