using System.Text.Json;
using System.Text.Json.Nodes;
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
        application.MapPost("/telegram/{bot}/sendDocument", (HttpContext context, string bot) => SendAsync(context, new TelegramApi(bot, secrets), sent, faults));
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
        if (!await faults.GoesOnAsync(context, api.Provider, () => Pass(send, api, sent))) return;
        if (send is null) await api.RefuseAsync(context);
        else await api.AnswerAsync(context, sent.Add(send, api.IdOf));
    }

    private static void Pass(SendRequest? send, ISendingApi api, SentMessages sent)
    {
        if (send is not null) sent.Add(send, api.IdOf);
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
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class SendingJson : JsonSerializerContext;
