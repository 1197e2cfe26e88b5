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
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            group_id = Community,
            type = "message_new",
            event_id = $"{userId}-{number}",
            v = "5.199",
            @object = new { message },
            secret,
        });
        return new SignedRequest("vk", body, "application/json");
    }
}
