namespace Omni.LocalAzure.Providers.Sending;

/// <summary>Viber's send_message: always 200, whatever happens.</summary>
internal sealed class ViberApi(ProviderSecrets secrets) : ISendingApi
{
    /// <summary>Of the tokens of its messages, which no double can hold.</summary>
    private const long First = 5_098_034_272_017_990_000;

    public string Provider => "viber";

    public async Task<SendRequest?> ReadAsync(HttpContext context)
    {
        var body = await context.ReadJsonAsync();
        return context.Request.Headers["X-Viber-Auth-Token"] == secrets.ViberToken && body.Text("receiver") is { } to && body.Text("text") is { } text
            ? new SendRequest(Provider, body.Text("sender", "name"), to, text) { Files = body.Text("media") is { } media ? [media] : [] }
            : null;
    }

    public string IdOf(long number) => SendRequest.Number(First + number);

    public Task AnswerAsync(HttpContext context, SentMessage message) => context.WriteAsync(200, $$"""{"status":0,"status_message":"ok","message_token":{{message.Id}}}""");

    public Task RefuseAsync(HttpContext context) => context.WriteAsync(200, """{"status":2,"status_message":"invalidAuthToken"}""");
}
