using System.Text.Json;
using System.Text.Json.Serialization;
using Omni.LocalAzure.Doors;

namespace Omni.LocalAzure.Providers.Sending;

/// <summary>The part of the providers' APIs that sends messages, each as it is asked and answers. <c>/door</c> shows what was sent and plans failures.</summary>
internal static class SendingEndpoints
{
    private static readonly string[] Meta = ["whatsapp", "messenger", "instagram"];

    public static void MapSending(this WebApplication application, SentMessages sent, SendFaults faults, ProviderSecrets secrets)
    {
        application.MapGet("/door/sent", () => Results.Json(sent.All, SendingJson.Default.IReadOnlyListSentMessage));
        application.MapPost("/door/sending", context => PlanAsync(context, faults));

        foreach (var provider in Meta)
            application.MapPost($"/{provider}/{{account}}/messages", (HttpContext context, string account) => SendAsync(context, new MetaApi(provider, account, secrets), sent, faults));
        application.MapPost("/telegram/{bot}/sendMessage", (HttpContext context, string bot) => SendAsync(context, new TelegramApi(bot, secrets), sent, faults));
        application.MapPost("/viber/pa/send_message", context => SendAsync(context, new ViberApi(secrets), sent, faults));
        application.MapPost("/vk/method/messages.send", context => SendAsync(context, new VkApi(secrets), sent, faults));
        application.MapPost("/twilio/2010-04-01/Accounts/{account}/Messages.json", (HttpContext context, string account) => SendAsync(context, new TwilioApi(account, secrets), sent, faults));
    }

    private static async Task PlanAsync(HttpContext context, SendFaults faults)
    {
        if (await Door.ReadAsync(context, SendingJson.Default.SendFaultArray) is { } planned) await Door.DoneAsync(context, () => faults.Plan(planned));
        else await Door.RefuseAsync(context, """[{"provider":"whatsapp","status":429,"retryAfter":1,"cutsBefore":false,"cutsAfter":false,"delaySeconds":0,"share":0.5}]""");
    }

    private static async Task SendAsync(HttpContext context, ISendingApi api, SentMessages sent, SendFaults faults)
    {
        var send = await api.ReadAsync(context);
        if (faults.Meet(api.Provider) is { } fault && !await GoesOnAsync(context, fault, api, send, sent)) return;
        if (send is null) await api.RefuseAsync(context);
        else await api.AnswerAsync(context, sent.Add(send, api.IdOf));
    }

    /// <returns>False when there is no more to be said.</returns>
    private static async Task<bool> GoesOnAsync(HttpContext context, SendFault fault, ISendingApi api, SendRequest? send, SentMessages sent)
    {
        if (fault.DelaySeconds > 0) await Task.Delay(TimeSpan.FromSeconds(fault.DelaySeconds), TimeProvider.System, context.RequestAborted);
        if (fault.CutsAfter && send is not null) sent.Add(send, api.IdOf);
        if (fault.CutsBefore || fault.CutsAfter)
        {
            context.Abort();
            return false;
        }

        if (fault.Status == 0) return true;
        context.Response.StatusCode = fault.Status;
        if (fault.RetryAfter is { } seconds) context.Response.Headers.RetryAfter = SendRequest.Number(seconds);
        return false;
    }
}

/// <summary>How one provider is asked to send, and answers.</summary>
internal interface ISendingApi
{
    string Provider { get; }

    /// <returns>Null when the proof is wrong or something is missing.</returns>
    Task<SendRequest?> ReadAsync(HttpContext context);

    string IdOf(long number);

    Task AnswerAsync(HttpContext context, SentMessage message);

    Task RefuseAsync(HttpContext context);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<SentMessage>))]
[JsonSerializable(typeof(SendFault[]))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class SendingJson : JsonSerializerContext;
