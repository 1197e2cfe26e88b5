using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels;

/// <summary>How the files of one provider are had: what to ask, and what an answer means. Every member is a pure function.</summary>
public interface IProviderMedia
{
    /// <summary>The base address of the provider's API where it was set by hand: what lies there is fetched though the address be private.</summary>
    Uri? SetByHand => null;

    /// <summary>The request for a file, or for where it is.</summary>
    /// <returns>Null when the file cannot be had: a secret is not set, or the provider gives no such files.</returns>
    MediaRequest? Ask(Attachment file);

    /// <summary>The request for the file, from the answer to one that was a <see cref="MediaRequest.IsLookUp"/>; null when the answer tells none.</summary>
    MediaRequest? Follow(JsonElement answer) => null;

    /// <summary>Whether a refused look-up says that the file is larger than the provider gives away.</summary>
    bool SaysTooLarge(JsonElement answer) => false;
}

/// <summary>A GET. The address itself may be a secret, so neither is ever written anywhere.</summary>
/// <param name="address">Absolute.</param>
/// <param name="authorization">The header of that name; goes to no other host.</param>
public sealed class MediaRequest(Uri address, string? authorization = null)
{
    public Uri Address => address;

    public string? Authorization => authorization;

    /// <summary>The answer is JSON that tells where the file is.</summary>
    public bool IsLookUp { get; init; }
}

/// <summary>Files of providers that give their addresses.</summary>
public sealed class DirectMedia : IProviderMedia
{
    public MediaRequest? Ask(Attachment file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Uri.TryCreate(file.Url, UriKind.Absolute, out var address) ? new MediaRequest(address) : null;
    }
}
