using System.Text.Json;

namespace Omni.Drivers.Providers;

/// <summary>Plays VK's side of the Callback API for one community.</summary>
public sealed class VkCommunity(string secret)
{
    private const long Community = 228000001;

    /// <param name="userId">Who writes.</param>
    /// <param name="number">The message's number in the conversation.</param>
    /// <param name="text">What the customer wrote.</param>
    /// <param name="at">When.</param>
    public SignedRequest Text(long userId, int number, string text, DateTimeOffset at)
    {
        var message = new { date = at.ToUnixTimeSeconds(), from_id = userId, peer_id = userId, id = number, conversation_message_id = number, @out = 0, text };
        return Call("message_new", $"{userId}-{number}", new { message });
    }

    /// <summary>The person has read what the community wrote, up to this message.</summary>
    public SignedRequest Read(long userId, long messageId) =>
        Call("message_read", $"{userId}-read-{messageId}", new { from_id = userId, peer_id = userId, read_message_id = messageId, conversation_message_id = 1 });

    private SignedRequest Call(string type, string eventId, object about) =>
        new("vk", JsonSerializer.SerializeToUtf8Bytes(new { group_id = Community, type, event_id = eventId, v = "5.199", @object = about, secret }), "application/json");
}
