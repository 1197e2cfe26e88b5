using System.Text;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Twilio;

/// <summary>Files have addresses at Twilio's API, which wants account and token and leads on to storage that does not. Setting <c>ApiUrl</c>.</summary>
/// <remarks>https://www.twilio.com/docs/messaging/api/media-resource</remarks>
internal sealed class TwilioMedia(string? account, string? token, ApiUrl api) : IProviderMedia
{
    public const string Usual = "https://api.twilio.com";

    public Uri? SetByHand => api.SetByHand;

    public static IProviderMedia From(ChannelSettings settings) =>
        new TwilioMedia(settings["AccountSid"], settings["AuthToken"], ApiUrl.Of(settings, Usual));

    public MediaRequest? Ask(Attachment file)
    {
        if (!Uri.TryCreate(file.Url, UriKind.Absolute, out var given))
            return null;
        var address = api.Move(given, Usual);
        var isOurs = account is not null && token is not null && api.IsBaseOf(address);
        return new MediaRequest(address, isOurs ? $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account}:{token}"))}" : null);
    }
}
