using System.Text.Json;

namespace Omni.Drivers.Providers;

/// <summary>Plays Jivo's webhooks.</summary>
public sealed class JivoWidget(string key)
{
    private const string Provider = "jivo";
    private const string Widget = "f1c7W1dg3t";

    public static SignedRequest Prove(ProviderCall call, Func<string, string> setting) =>
        (call with { Query = WithCode(call.Query, setting("Channels__Jivo__Key")) }).ProvenBy();

    /// <summary>A chat that has ended.</summary>
    /// <param name="chatId">Jivo's number of the chat.</param>
    /// <param name="visitor">Who wrote.</param>
    /// <param name="text">What the visitor wrote.</param>
    /// <param name="at">When.</param>
    public SignedRequest Text(long chatId, JivoVisitor visitor, string text, DateTimeOffset at) => Event(new
    {
        event_name = "chat_finished",
        widget_id = Widget,
        visitor = Described(visitor),
        chat_id = chatId,
        chat = new { messages = new[] { new { message = text, timestamp = at.ToUnixTimeSeconds(), type = "visitor" } } },
    });

    /// <param name="chatId">Jivo's number of the call.</param>
    /// <param name="visitor">Who calls.</param>
    /// <param name="status"><c>start</c>, later <c>end</c>.</param>
    /// <param name="recording">Where the recording is, once there is one.</param>
    public SignedRequest Call(long chatId, JivoVisitor visitor, string status, string? recording = null) => Event(new
    {
        event_name = "call_event",
        widget_id = Widget,
        visitor = Described(visitor),
        chat_id = chatId,
        call = new { type = "incoming", phone = visitor.Phone, status, record_url = recording },
    });

    private SignedRequest Event(object content) =>
        new(Provider, JsonSerializer.SerializeToUtf8Bytes(content), "application/json", []) { Query = WithCode("", key) };

    private static object Described(JivoVisitor visitor) => new { name = visitor.Name, email = visitor.Email, phone = visitor.Phone, number = visitor.Number };

    private static string WithCode(string query, string code) => $"{query}{(query.Length == 0 ? '?' : '&')}code={Uri.EscapeDataString(code)}";
}

/// <summary>A visitor as Jivo knows one; what is null was never asked for.</summary>
public sealed record JivoVisitor(string Number, string? Name = null, string? Email = null, string? Phone = null);
