using System.Globalization;
using System.Text.Json;
using Omni.LocalAzure.Graph.Bodies;
using Omni.LocalAzure.Graph.Store;

namespace Omni.LocalAzure.Graph.Http;

/// <summary>Messages as JSON, with the properties and in the form that were asked for.</summary>
/// <remarks>https://learn.microsoft.com/graph/api/resources/message</remarks>
internal sealed class MessageProperties
{
    private const int PreviewCharacters = 255;

    private static readonly Dictionary<string, Action<Utf8JsonWriter, MessageProperties, StoredMessage>> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["id"] = static (_, _, _) => { },
        ["createdDateTime"] = static (writer, _, message) => writer.WriteString("createdDateTime", Time(message.Content.CreatedAt)),
        ["lastModifiedDateTime"] = static (writer, _, message) => writer.WriteString("lastModifiedDateTime", Time(message.Content.ModifiedAt)),
        ["receivedDateTime"] = static (writer, _, message) => writer.WriteString("receivedDateTime", Time(message.Content.ReceivedAt)),
        ["sentDateTime"] = static (writer, _, message) => writer.WriteString("sentDateTime", Time(message.Content.SentAt)),
        ["hasAttachments"] = static (writer, _, message) => writer.WriteBoolean("hasAttachments", message.Content.HasAttachments),
        ["internetMessageId"] = static (writer, _, message) => writer.WriteString("internetMessageId", message.Content.InternetMessageId),
        ["subject"] = static (writer, _, message) => writer.WriteString("subject", message.Content.Subject),
        ["bodyPreview"] = static (writer, _, message) => writer.WriteString("bodyPreview", Preview(message.Content.Body)),
        ["importance"] = static (writer, _, message) => writer.WriteString("importance", message.Content.Importance),
        ["parentFolderId"] = static (writer, _, message) => writer.WriteString("parentFolderId", message.Folder),
        ["conversationId"] = static (writer, _, message) => writer.WriteString("conversationId", message.Content.ConversationId),
        ["isRead"] = static (writer, _, message) => writer.WriteBoolean("isRead", message.Content.IsRead),
        ["isDraft"] = static (writer, _, message) => writer.WriteBoolean("isDraft", message.Content.IsDraft),
        ["categories"] = static (writer, _, message) => WriteTexts(writer, "categories", message.Content.Categories),
        ["body"] = static (writer, asked, message) => asked.WriteBody(writer, "body", message.Content.Body),
        ["uniqueBody"] = static (writer, asked, message) => asked.WriteBody(writer, "uniqueBody", message.Content.Body with { Content = message.Content.UniqueBody }),
        ["sender"] = static (writer, _, message) => WriteParty(writer, "sender", message.Content.Sender),
        ["from"] = static (writer, _, message) => WriteParty(writer, "from", message.Content.From),
        ["toRecipients"] = static (writer, _, message) => WriteParties(writer, "toRecipients", message.Content.ToRecipients),
        ["ccRecipients"] = static (writer, _, message) => WriteParties(writer, "ccRecipients", message.Content.CcRecipients),
        ["bccRecipients"] = static (writer, _, message) => WriteParties(writer, "bccRecipients", message.Content.BccRecipients),
        ["replyTo"] = static (writer, _, message) => WriteParties(writer, "replyTo", message.Content.ReplyTo),
        ["internetMessageHeaders"] = static (writer, _, message) => WriteHeaders(writer, message.Content.Headers),
    };

    private readonly IReadOnlyList<string> _names;
    private readonly bool _asText;
    private readonly bool _unsafeHtml;
    private readonly bool _immutableIds;

    /// <exception cref="GraphFailureException">The selection names what no message has.</exception>
    public MessageProperties(GraphCall call, string? select)
    {
        _names = select is null ? Usual : [.. select.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        if (_names.FirstOrDefault(name => !Known.ContainsKey(name)) is { } unknown)
            throw new GraphFailureException(400, "RequestBroker--ParseUri", $"Could not find a property named '{unknown}' on type 'Microsoft.OutlookServices.Message', or the stand-in does not have it.");
        (_asText, _unsafeHtml, _immutableIds) = (call.WantsText, call.WantsUnsafeHtml, call.WantsImmutableIds);
    }

    private static IReadOnlyList<string> Usual { get; } = [.. Known.Keys.Where(name => name is not ("uniqueBody" or "internetMessageHeaders"))];

    /// <summary>One message as an object.</summary>
    public void Write(Utf8JsonWriter writer, StoredMessage message, string? context = null)
    {
        writer.WriteStartObject();
        if (context is not null) writer.WriteString("@odata.context", context);
        writer.WriteString("@odata.etag", string.Create(CultureInfo.InvariantCulture, $"W/\"{message.Number}-{message.Changed}\""));
        writer.WriteString("id", _immutableIds ? message.ImmutableId : message.Id);
        WriteContent(writer, message);
        writer.WriteEndObject();
    }

    /// <summary>The properties without those of a place in a mailbox.</summary>
    public void WriteContent(Utf8JsonWriter writer, StoredMessage message)
    {
        foreach (var name in _names) Known[name](writer, this, message);
    }

    public void WriteRemoved(Utf8JsonWriter writer, RemovedMessage removed)
    {
        writer.WriteStartObject();
        writer.WriteString("@odata.type", "#microsoft.graph.message");
        writer.WriteString("id", _immutableIds ? removed.ImmutableId : removed.Id);
        writer.WriteStartObject("@removed");
        writer.WriteString("reason", "deleted");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private void WriteBody(Utf8JsonWriter writer, string name, MailBody body)
    {
        writer.WriteStartObject(name);
        writer.WriteString("contentType", _asText ? "text" : "html");
        writer.WriteString("content", (_asText, body.IsHtml) switch
        {
            (true, true) => MailHtml.ToText(body.Content),
            (true, false) => body.Content,
            (false, true) => _unsafeHtml ? body.Content : MailHtml.WithoutScripts(body.Content),
            (false, false) => MailHtml.Of(body.Content),
        });
        writer.WriteEndObject();
    }

    private static string Preview(MailBody body)
    {
        var text = body.IsHtml ? MailHtml.ToText(body.Content) : body.Content;
        return text.Length <= PreviewCharacters ? text : text[..PreviewCharacters];
    }

    private static void WriteParty(Utf8JsonWriter writer, string name, MailParty? party)
    {
        if (party is null) return;
        writer.WriteStartObject(name);
        WriteAddress(writer, party);
        writer.WriteEndObject();
    }

    private static void WriteParties(Utf8JsonWriter writer, string name, IReadOnlyList<MailParty> parties)
    {
        writer.WriteStartArray(name);
        foreach (var party in parties)
        {
            writer.WriteStartObject();
            WriteAddress(writer, party);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteAddress(Utf8JsonWriter writer, MailParty party)
    {
        writer.WriteStartObject("emailAddress");
        writer.WriteString("name", party.Name ?? party.Address);
        writer.WriteString("address", party.Address);
        writer.WriteEndObject();
    }

    private static void WriteHeaders(Utf8JsonWriter writer, IReadOnlyList<MailHeader> headers)
    {
        writer.WriteStartArray("internetMessageHeaders");
        foreach (var header in headers)
        {
            writer.WriteStartObject();
            writer.WriteString("name", header.Name);
            writer.WriteString("value", header.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
