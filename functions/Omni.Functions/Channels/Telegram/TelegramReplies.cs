using System.Globalization;

namespace Omni.Functions.Channels.Telegram;

/// <summary>Messages of the bot to a chat. Settings <c>BotToken</c>, <c>ApiUrl</c>. Telegram knows no message again, and tells nothing of its fate.</summary>
/// <remarks>https://core.telegram.org/bots/api#sendmessage</remarks>
internal sealed class TelegramReplies(string token, ApiUrl api) : IProviderReplies
{
    private const int TooManyRequests = 429;

    public int LongestText => 4096;

    public static IProviderReplies? From(ChannelSettings settings) => settings["BotToken"] is { } token ? new TelegramReplies(token, ApiUrl.Of(settings, TelegramMedia.Usual)) : null;

    /// <summary>By address Telegram takes few types, as a form all.</summary>
    public OutgoingFileRules? Files { get; } = new(Most: 1, Largest: 50 * 1024 * 1024, WantsContent: true) { LongestText = 1024 };

    public SendRequest Ask(OutgoingMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.Files is [{ Content: not null } file, ..] ? AskForFile(message, file) : AskForText(message);
    }

    private SendRequest AskForText(OutgoingMessage message)
    {
        var body = OutgoingJson.Write(json =>
        {
            json.WriteString("chat_id"u8, message.To);
            json.WriteString("text"u8, message.Text);
            if (ConnectionOf(message.Account) is { } connection)
                json.WriteString("business_connection_id"u8, connection);
            if (NumberOf(message) is not { } answered)
                return;
            json.WritePropertyName("reply_parameters"u8);
            json.WriteRawValue(Answering(answered));
        });
        return new SendRequest(new Uri($"{api.Base}/bot{token}/sendMessage"), body, OutgoingJson.ContentType);
    }

    /// <remarks>https://core.telegram.org/bots/api#senddocument</remarks>
    private SendRequest AskForFile(OutgoingMessage message, OutgoingFile file)
    {
        List<(string Name, string Value)> fields = [("chat_id", message.To), ("caption", message.Text)];
        if (ConnectionOf(message.Account) is { } connection)
            fields.Add(("business_connection_id", connection));
        if (NumberOf(message) is { } answered)
            fields.Add(("reply_parameters", Answering(answered)));
        return new SendRequest(new Uri($"{api.Base}/bot{token}/sendDocument"), MultipartForm.Write(message.Id, fields, "document", file), MultipartForm.ContentType(message.Id));
    }

    private static string Answering(int message) => string.Create(CultureInfo.InvariantCulture, $$"""{"message_id":{{message}},"allow_sending_without_reply":true}""");

    public SendOutcome Read(ProviderAnswer answer)
    {
        if (answer.Json.IsTrue("ok"u8) && answer.Json.At("result"u8) is var sent && sent.Whole("message_id"u8) is { } number)
            return new MessageSent(string.Create(CultureInfo.InvariantCulture, $"{sent.At("chat"u8).Whole("id"u8)}:{number}"), HasReceipts: false);
        if (answer.Status == TooManyRequests && answer.Json.At("parameters"u8).Whole("retry_after"u8) is { } seconds)
            return new SendLater(TimeSpan.FromSeconds(seconds));
        return answer.ByStatus(answer.Json.Whole("error_code"u8) is { } code ? $"telegram{code}" : null);
    }

    /// <summary>A business account writes over the connection that the person wrote to.</summary>
    private static string? ConnectionOf(string account) => account.IndexOf(':', StringComparison.Ordinal) is > 0 and var at ? account[(at + 1)..] : null;

    /// <summary>The id of a message is its chat and its number; a pressed button has another.</summary>
    private static int? NumberOf(OutgoingMessage message) =>
        message.InReplyTo is { } id && id.StartsWith($"{message.To}:", StringComparison.Ordinal)
        && int.TryParse(id.AsSpan(message.To.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
