using System.Text.Json;

namespace Omni.LocalAzure.Providers.Sending;

/// <summary>WhatsApp, Messenger and Instagram: a bearer token, and answers of the Graph API.</summary>
internal sealed class MetaApi(string provider, string account, ProviderSecrets secrets) : ISendingApi
{
    public string Provider => provider;

    private bool IsWhatsApp => provider == "whatsapp";

    public async Task<SendRequest?> ReadAsync(HttpContext context)
    {
        var body = await context.ReadJsonAsync();
        var to = IsWhatsApp ? body.Text("to") ?? body.Text("recipient") : body.Text("recipient", "id");
        var kind = body.Text("type") switch { "image" => "image", "document" => "document", _ => null };
        var text = !IsWhatsApp ? body.Text("message", "text") : kind is null ? body.Text("text", "body") ?? Approved(body) : body.Text(kind, "caption");
        return context.Request.Headers.Authorization == $"Bearer {secrets.MetaTokenOf(provider)}" && to is not null && text is not null ? new SendRequest(provider, account, to, text) { Files = kind is not null && body.Text(kind, "link") is { } link ? [link] : [] } : null;
    }

    /// <summary>The stand-in approved nothing, so it shows the name and what is filled in.</summary>
    private static string? Approved(JsonElement body) => body.Text("template", "name") is { } name
        ? $"{name}: {string.Join(", ", body.GetProperty("template").GetProperty("components")[0].GetProperty("parameters").EnumerateArray().Select(static one => one.Text("text")))}"
        : null;

    public string IdOf(long number) => IsWhatsApp ? $"wamid.out.{SendRequest.Number(number)}" : $"m_out_{provider}_{SendRequest.Number(number)}";

    public Task AnswerAsync(HttpContext context, SentMessage message) => context.WriteAsync(200, IsWhatsApp
        ? $$"""{"messaging_product":"whatsapp","contacts":[{"input":"{{message.To}}","wa_id":"{{message.To}}"}],"messages":[{"id":"{{message.Id}}"}]}"""
        : $$"""{"recipient_id":"{{message.To}}","message_id":"{{message.Id}}"}""");

    public Task RefuseAsync(HttpContext context) => context.WriteAsync(401, """{"error":{"message":"Invalid OAuth access token.","type":"OAuthException","code":190}}""");
}
