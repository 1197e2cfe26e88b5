using System.Text.Json;

namespace Omni.Functions.Channels.WhatsApp;

/// <summary>Messages from the number that was written to. Settings <c>AccessToken</c>, <c>ApiUrl</c>.</summary>
/// <remarks>https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/text-messages</remarks>
internal sealed class WhatsAppReplies(string token, ApiUrl api) : IProviderReplies
{
    public int LongestText => 4096;

    /// <summary>Pictures have a limit of their own, the lowest of all.</summary>
    public OutgoingFileRules? Files { get; } = new(Most: 1, Largest: 5 * 1024 * 1024, WantsContent: false) { LongestText = 1024 };

    public TimeSpan? Window => MetaAnswers.Window;

    public static IProviderReplies? From(ChannelSettings settings) =>
        settings["AccessToken"] is { } token ? new WhatsAppReplies(token, ApiUrl.Of(settings, WhatsAppMedia.Usual)) : null;

    public SendRequest Ask(OutgoingMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var body = OutgoingJson.Write(json =>
        {
            json.WriteString("messaging_product"u8, "whatsapp"u8);
            json.WriteString("recipient_type"u8, "individual"u8);

            // Whoever hides the number has an id of letters instead.
            json.WriteString(message.To.All(char.IsAsciiDigit) ? "to"u8 : "recipient"u8, message.To);
            if (message.Approved is { } approved)
                WriteTemplate(json, approved);
            else if (message.Files is [{ Link: { } link } file, ..])
                WriteFile(json, file, link, message.Text);
            else
                WriteText(json, message.Text);
            if (message.InReplyTo is { } answered)
            {
                json.WriteStartObject("context"u8);
                json.WriteString("message_id"u8, answered);
                json.WriteEndObject();
            }

            // Comes back with each receipt.
            json.WriteString("biz_opaque_callback_data"u8, message.Id);
        });
        return new SendRequest(new Uri($"{api.Base}/{Uri.EscapeDataString(message.Account)}/messages"), body, OutgoingJson.ContentType)
        {
            Headers = [new("Authorization", $"Bearer {token}")],
        };
    }

    private static void WriteText(Utf8JsonWriter json, string text)
    {
        json.WriteString("type"u8, "text"u8);
        json.WriteStartObject("text"u8);
        json.WriteString("body"u8, text);
        json.WriteEndObject();
    }

    /// <summary>What is no picture of the two kinds goes as a document, whatever it is.</summary>
    /// <remarks>https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/document-messages</remarks>
    private static void WriteFile(Utf8JsonWriter json, OutgoingFile file, Uri link, string caption)
    {
        var isPicture = file.ContentType is "image/jpeg" or "image/png";
        json.WriteString("type"u8, isPicture ? "image"u8 : "document"u8);
        json.WriteStartObject(isPicture ? "image"u8 : "document"u8);
        json.WriteString("link"u8, link.AbsoluteUri);
        json.WriteString("caption"u8, caption);
        if (!isPicture)
            json.WriteString("filename"u8, file.Name);
        json.WriteEndObject();
    }

    /// <remarks>https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/template-messages</remarks>
    private static void WriteTemplate(Utf8JsonWriter json, ApprovedMessage approved)
    {
        json.WriteString("type"u8, "template"u8);
        json.WriteStartObject("template"u8);
        json.WriteString("name"u8, approved.Name);
        json.WriteStartObject("language"u8);
        json.WriteString("code"u8, approved.Language);
        json.WriteEndObject();
        json.WriteStartArray("components"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "body"u8);
        json.WriteStartArray("parameters"u8);
        foreach (var value in approved.Values)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "text"u8);
            json.WriteString("text"u8, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public SendOutcome Read(ProviderAnswer answer)
    {
        foreach (var sent in answer.Json.Items("messages"u8))
            return new MessageSent(sent.Text("id"u8));
        return MetaAnswers.Failure(answer);
    }
}
