namespace Omni.LocalAzure.Providers.Sending;

/// <summary>Telegram's sendMessage: the token is part of the address.</summary>
internal sealed class TelegramApi(string bot, ProviderSecrets secrets) : ISendingApi
{
    public string Provider => "telegram";

    public async Task<SendRequest?> ReadAsync(HttpContext context)
    {
        if (context.Request.HasFormContentType) return await ReadFileAsync(context);
        var body = await context.ReadJsonAsync();
        return bot == $"bot{secrets.TelegramToken}" && body.Text("chat_id") is { } to && body.Text("text") is { } text ? new SendRequest(Provider, null, to, text) : null;
    }

    private async Task<SendRequest?> ReadFileAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return bot == $"bot{secrets.TelegramToken}" && form["chat_id"] is [{ } to] && form.Files.GetFile("document") is { } file
            ? new SendRequest(Provider, null, to, form["caption"].FirstOrDefault() ?? "") { Files = [$"{file.FileName} ({SendRequest.Number(file.Length)} bytes)"] }
            : null;
    }

    public string IdOf(long number) => SendRequest.Number(number);

    public Task AnswerAsync(HttpContext context, SentMessage message) =>
        context.WriteAsync(200, $$"""{"ok":true,"result":{"message_id":{{message.Id}},"date":{{message.At.ToUnixTimeSeconds()}},"chat":{"id":{{message.To}},"type":"private"} } }""");

    public Task RefuseAsync(HttpContext context) => context.WriteAsync(401, """{"ok":false,"error_code":401,"description":"Unauthorized"}""");
}
