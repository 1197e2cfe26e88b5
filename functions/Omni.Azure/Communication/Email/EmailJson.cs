using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Omni.Azure.Communication.Email;

/// <summary>A mail as the service wants it.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/communication/email/email/send</remarks>
internal static class EmailJson
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(EmailMessage message)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(output, Plain))
            Write(json, message);
        return output.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, EmailMessage message)
    {
        json.WriteStartObject();
        json.WriteString("senderAddress"u8, message.SenderAddress);
        json.WriteStartObject("content"u8);
        json.WriteString("subject"u8, message.Content.Subject);
        if (message.Content.PlainText is { } text) json.WriteString("plainText"u8, text);
        if (message.Content.Html is { } html) json.WriteString("html"u8, html);
        json.WriteEndObject();
        json.WriteStartObject("recipients"u8);
        Write(json, "to"u8, message.Recipients.To);
        json.WriteEndObject();
        if (message.ReplyTo.Count > 0) Write(json, "replyTo"u8, message.ReplyTo);
        if (message.Headers.Count > 0) Write(json, message.Headers);
        if (message.Attachments.Count > 0) Write(json, message.Attachments);
        if (message.UserEngagementTrackingDisabled is { } disabled) json.WriteBoolean("userEngagementTrackingDisabled"u8, disabled);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<EmailAddress> addresses)
    {
        json.WriteStartArray(name);
        foreach (var address in addresses)
        {
            json.WriteStartObject();
            json.WriteString("address"u8, address.Address);
            if (address.DisplayName is { } display) json.WriteString("displayName"u8, display);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, IDictionary<string, string> headers)
    {
        json.WriteStartObject("headers"u8);
        foreach (var (name, value) in headers)
            json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IEnumerable<EmailAttachment> attachments)
    {
        json.WriteStartArray("attachments"u8);
        foreach (var attachment in attachments)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, attachment.Name);
            json.WriteString("contentType"u8, attachment.ContentType);
            json.WriteBase64String("contentInBase64"u8, attachment.Content.ToMemory().Span);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
