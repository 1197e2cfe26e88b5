using Azure.Core;
using Azure.Identity;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using Omni.Functions.Media;

namespace Omni.Functions.Stores;

/// <summary>Files that people send to the bot. Those that the channel itself keeps are given to the bot alone, so it shows its token: there, below the attachments of the service address that was proven, and nowhere else.</summary>
/// <param name="web">Fetches.</param>
/// <param name="credential">Whose tokens the connector takes.</param>
/// <param name="scope">Of the token.</param>
/// <remarks>https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4</remarks>
public sealed class ConnectorFiles(WebFiles web, TokenCredential credential, string scope) : IMediaSource
{
    private const string Conversations = "v3/conversations/";
    private const string Attachments = "v3/attachments/";

    private static readonly DirectMedia _given = new();

    public string Provider => "bot";

    public async ValueTask<MediaFile?> OpenAsync(Contact contact, Attachment file, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(contact);
        ArgumentNullException.ThrowIfNull(file);
        if (!Uri.TryCreate(file.Url, UriKind.Absolute, out var address))
            throw new MediaRefusedException(AttachmentProblem.NotAllowed);
        var authorization = IsOfService(address, contact.ReplyTo) ? await TokenAsync(cancellation) : null;
        return await web.OpenAsync(_given, new MediaRequest(address, authorization), cancellation);
    }

    /// <summary>The address is the word of whoever sent the file: no other operation of the connector's is asked for them, however it be written.</summary>
    private static bool IsOfService(Uri address, string? replyTo) =>
        replyTo?.IndexOf(Conversations, StringComparison.Ordinal) is > 0 and var end && Uri.TryCreate(replyTo[..end], UriKind.Absolute, out var service)
        && service.Scheme == Uri.UriSchemeHttps && new Uri(service, Attachments).IsBaseOf(address) && !address.AbsolutePath.Contains('%', StringComparison.Ordinal);

    private async Task<string> TokenAsync(CancellationToken cancellation)
    {
        try
        {
            return $"Bearer {(await credential.GetTokenAsync(new TokenRequestContext([scope]), cancellation)).Token}";
        }
        catch (AuthenticationFailedException failure)
        {
            throw new MediaUnavailableException($"There is no token for the channel now ({failure.GetType().Name}).");
        }
    }
}
