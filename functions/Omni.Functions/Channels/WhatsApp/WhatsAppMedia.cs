using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.WhatsApp;

/// <summary>Files have ids; an address is asked for by id, lives five minutes, and takes the same token. Settings <c>AccessToken</c>, <c>ApiUrl</c>.</summary>
/// <remarks>https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media</remarks>
internal sealed class WhatsAppMedia(string? token, ApiUrl api) : IProviderMedia
{
    public const string Usual = "https://graph.facebook.com/v23.0";

    public Uri? SetByHand => api.SetByHand;

    public static IProviderMedia From(ChannelSettings settings) => new WhatsAppMedia(settings["AccessToken"], ApiUrl.Of(settings, Usual));

    public MediaRequest? Ask(Attachment file) => token is not null && file.FileId is { } id
        ? new MediaRequest(new Uri($"{api.Base}/{Uri.EscapeDataString(id)}"), $"Bearer {token}") { IsLookUp = true }
        : null;

    public MediaRequest? Follow(JsonElement answer) =>
        Uri.TryCreate(answer.Text("url"u8), UriKind.Absolute, out var address) ? new MediaRequest(address, $"Bearer {token}") : null;
}
