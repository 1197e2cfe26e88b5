using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Omni.Functions.Channels.Vk;

/// <summary>
/// Messages of the community to whoever wrote to it. Settings <c>AccessToken</c>, <c>ApiUrl</c>. VK knows a message again by its <c>random_id</c>, and
/// answers with HTTP 200 whatever happens.
/// </summary>
/// <remarks>https://dev.vk.com/ru/method/messages.send</remarks>
internal sealed class VkReplies(string token, ApiUrl api) : IProviderReplies
{
    private const string Usual = "https://api.vk.com";
    private const string Version = "5.199";

    /// <summary>Too many requests a second, flood control, and an error of the server.</summary>
    private static readonly HashSet<long> Passing = [1, 6, 9, 10];

    public int LongestText => 9000;

    public bool IsRepeatable => true;

    public static IProviderReplies? From(ChannelSettings settings) =>
        settings["AccessToken"] is { } token ? new VkReplies(token, ApiUrl.Of(settings, Usual)) : null;

    public SendRequest Ask(OutgoingMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        (string Name, string Value)[] fields =
        [
            ("access_token", token), ("v", Version), ("peer_id", message.To), ("random_id", RandomId(message.Id).ToString(CultureInfo.InvariantCulture)), ("message", message.Text),
        ];
        var form = string.Join('&', fields.Select(static field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"));
        return new SendRequest(new Uri($"{api.Base}/method/messages.send"), Encoding.ASCII.GetBytes(form), "application/x-www-form-urlencoded");
    }

    public SendOutcome Read(ProviderAnswer answer)
    {
        if (answer.Json.Text("response"u8) is { } id)
            return new MessageSent(id);
        if (answer.Json.At("error"u8).Whole("error_code"u8) is not { } code)
            return answer.IsSuccess ? new SendingUnclear("unreadable") : answer.ByStatus(code: null);
        return Passing.Contains(code) ? new SendLater(answer.RetryAfter) : new SendingRefused($"vk{code}");
    }

    /// <summary>A positive int32 out of the id of the message, the same each time.</summary>
    private static int RandomId(string id) => Math.Max(1, BinaryPrimitives.ReadInt32BigEndian(Convert.FromHexString(id.AsSpan(0, 8))) & int.MaxValue);
}
