using System.Buffers;
using System.Text;
using System.Text.Json;
using Azure.Core;

namespace Omni.Azure.Messaging.ServiceBus;

/// <summary>One message as one request: the body as it is, the properties as headers.</summary>
internal static class SingleSend
{
    private static readonly HashSet<string> ReservedNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "BrokerProperties", "Connection", "Content-Encoding", "Content-Length", "Content-Type", "Date", "Expect", "Host",
        "Transfer-Encoding", "Upgrade",
    };

    public static async Task PostAsync(EntityConnection entity, ServiceBusMessage message, CancellationToken cancellationToken)
    {
        using var http = entity.CreateMessage(RequestMethod.Post);
        var headers = http.Request.Headers;
        headers.SetValue(HttpHeader.Names.ContentType, message.ContentType ?? "application/octet-stream");
        headers.SetValue("BrokerProperties", AsHeader(json => BrokerPropertiesWriter.Write(json, message, inBatch: false)));
        if (message.HasApplicationProperties) AddApplicationProperties(headers, message.ApplicationProperties);
        http.Request.Content = RequestContent.Create(message.Body.ToMemory());
        await entity.SendAsync(http, settles: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Names have to be those of headers, and of none that means something already.</summary>
    public static bool CanHold(IDictionary<string, object> properties) => properties.Keys.All(IsFreeHeader);

    private static void AddApplicationProperties(RequestHeaders headers, IDictionary<string, object> properties)
    {
        foreach (var (name, value) in properties)
        {
            if (!IsFreeHeader(name))
                throw new ArgumentException($"Application property {name} cannot be a header, and the body is not text, so it cannot be in a batch.");
            headers.SetValue(name, AsHeader(json => ApplicationProperty.WriteValue(json, name, value)));
        }
    }

    // The default encoder escapes everything beyond ASCII, as a header needs.
    private static string AsHeader(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) write(json);
        return Encoding.ASCII.GetString(buffer.WrittenSpan);
    }

    private static bool IsFreeHeader(string name) => !ReservedNames.Contains(name) && name.Length > 0 && name.All(IsTokenCharacter);

    private static bool IsTokenCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal);
}
