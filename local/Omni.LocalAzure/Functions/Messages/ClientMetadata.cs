using System.Text.Json;

namespace Omni.LocalAzure.Functions.Messages;

/// <summary>The remains of the extension's own objects, which every Service Bus invocation carries and nobody reads.</summary>
internal static class ClientMetadata
{
    private const string Namespace = "localhost";

    private static readonly string Identifier = $"{Namespace}-{Guid.NewGuid()}";

    private static readonly JsonEncodedText[] Empty =
    [
        JsonEncodedText.Encode("MessageReceiver"), JsonEncodedText.Encode("MessageSession"), JsonEncodedText.Encode("MessageActions"),
        JsonEncodedText.Encode("SessionActions"), JsonEncodedText.Encode("ReceiveActions"),
    ];

    public static void Write(Utf8JsonWriter json)
    {
        foreach (var name in Empty)
        {
            json.WriteStartObject(name);
            json.WriteEndObject();
        }

        json.WriteStartObject("Client");
        json.WriteString("FullyQualifiedNamespace", Namespace);
        json.WriteBoolean("IsClosed", false);
        json.WriteNumber("TransportType", 0);
        json.WriteString("Identifier", Identifier);
        json.WriteEndObject();
    }
}
