namespace Omni.LocalAzure.Providers.Sending;

/// <summary>VK's messages.send: always 200, and a message with a <c>random_id</c> that came before is not sent again.</summary>
internal sealed class VkApi(ProviderSecrets secrets) : ISendingApi
{
    public string Provider => "vk";

    public async Task<SendRequest?> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType) return null;
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return form["access_token"] == secrets.VkToken && form["peer_id"] is [{ } to] && form["message"] is [{ } text] ? new SendRequest(Provider, null, to, text, form["random_id"]) : null;
    }

    public string IdOf(long number) => SendRequest.Number(number);

    public Task AnswerAsync(HttpContext context, SentMessage message) => context.WriteAsync(200, $$"""{"response":{{message.Id}}}""");

    public Task RefuseAsync(HttpContext context) => context.WriteAsync(200, """{"error":{"error_code":5,"error_msg":"User authorization failed"}}""");
}
