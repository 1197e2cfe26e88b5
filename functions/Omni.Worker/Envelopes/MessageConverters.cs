using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Omni.Worker.Envelopes;

/// <summary>The message types a function can take without a registration by the app.</summary>
internal static class MessageConverters
{
    public static void AddMessageConverters(this IServiceCollection services) => services
        .AddSingleton<IServiceBusMessageConverter<ServiceBusTriggerMessage>, AsIs>()
        .AddSingleton<IServiceBusMessageConverter<byte[]>, Bytes>()
        .AddSingleton<IServiceBusMessageConverter<string>, Utf8Text>();

    public static void Require<T>(string function, IServiceProvider services)
    {
        if (services.GetService<IServiceBusMessageConverter<T>>() is null)
            throw new InvalidOperationException(
                $"Function {function}: no {nameof(IServiceBusMessageConverter<T>)} is registered for {typeof(T)}.");
    }

    private sealed class AsIs : IServiceBusMessageConverter<ServiceBusTriggerMessage>
    {
        public ServiceBusTriggerMessage Convert(ServiceBusTriggerMessage message) => message;
    }

    private sealed class Bytes : IServiceBusMessageConverter<byte[]>
    {
        public byte[] Convert(ServiceBusTriggerMessage message) => message.Body.ToArray();
    }

    private sealed class Utf8Text : IServiceBusMessageConverter<string>
    {
        public string Convert(ServiceBusTriggerMessage message) => Encoding.UTF8.GetString(message.Body.Span);
    }
}
