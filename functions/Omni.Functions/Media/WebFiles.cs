using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;

namespace Omni.Functions.Media;

/// <summary>
/// Files of the web. Redirects are followed by hand: a few, none from a protected connection to an open one, and what opens the first host's
/// door never goes to another.
/// </summary>
public sealed class WebFiles(HttpClient http)
{
    private const int MostRedirects = 5;
    private const int LargestAnswer = 64 * 1024;

    /// <returns>Null when it is not there any more.</returns>
    /// <exception cref="MediaRefusedException">It will never be had.</exception>
    /// <exception cref="MediaUnavailableException">It cannot be had now.</exception>
    public async Task<MediaFile?> OpenAsync(IProviderMedia media, MediaRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(media);
        ArgumentNullException.ThrowIfNull(request);
        if (!request.IsLookUp)
            return await OpenAsync(request, cancellation);

        using var answer = await SendAsync(request, cancellation);
        var said = await ReadAsync(answer, cancellation);
        if (media.SaysTooLarge(said))
            throw new MediaRefusedException(AttachmentProblem.TooLarge);
        if (!IsThere(answer, whenUnreadable: AttachmentProblem.Gone))
            return null;
        return media.Follow(said) is { } next ? await OpenAsync(next, cancellation) : null;
    }

    private async Task<MediaFile?> OpenAsync(MediaRequest request, CancellationToken cancellation)
    {
        var answer = await SendAsync(request, cancellation);
        try
        {
            return IsThere(answer, whenUnreadable: AttachmentProblem.NotAllowed)
                ? new MediaFile(await answer.Content.ReadAsStreamAsync(cancellation), answer.Content.Headers.ContentLength, answer)
                : Closed(answer);
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    private static MediaFile? Closed(HttpResponseMessage answer)
    {
        answer.Dispose();
        return null;
    }

    private async Task<HttpResponseMessage> SendAsync(MediaRequest request, CancellationToken cancellation)
    {
        var (address, authorization) = (request.Address, request.Authorization);
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            var answer = await SendAsync(address, authorization, cancellation);
            if (!IsRedirect(answer.StatusCode) || answer.Headers.Location is not { } location)
                return answer;
            answer.Dispose();
            var next = new Uri(address, location);
            if (address.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps)
                throw new MediaRefusedException(AttachmentProblem.RefusedAddress);
            if (PublicConnections.OriginOf(next) != PublicConnections.OriginOf(address))
                authorization = null;
            address = next;
        }

        throw new MediaRefusedException(AttachmentProblem.Unavailable);
    }

    private async Task<HttpResponseMessage> SendAsync(Uri address, string? authorization, CancellationToken cancellation)
    {
        if (address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0)
            throw new MediaRefusedException(AttachmentProblem.RefusedAddress);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        request.Headers.TryAddWithoutValidation("User-Agent", "Omni.Functions");
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (HttpRequestException failure) when (failure.InnerException is MediaRefusedException refusal)
        {
            throw refusal;
        }
        catch (HttpRequestException failure) when (failure.InnerException is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData })
        {
            throw new MediaRefusedException(AttachmentProblem.Gone);
        }
        catch (HttpRequestException failure)
        {
            // Without the cause, which may quote the address.
            throw new MediaUnavailableException($"The provider cannot be reached ({failure.HttpRequestError}).");
        }
    }

    private static bool IsRedirect(HttpStatusCode status) => status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
        or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    /// <summary>False when the provider does not have it any more.</summary>
    private static bool IsThere(HttpResponseMessage answer, AttachmentProblem whenUnreadable) => (int)answer.StatusCode switch
    {
        >= 200 and < 300 => true,
        404 or 410 => false,
        400 => throw new MediaRefusedException(whenUnreadable),
        408 or 425 or 429 or >= 500 => throw new MediaUnavailableException($"The provider answered {(int)answer.StatusCode}."),
        _ => throw new MediaRefusedException(AttachmentProblem.NotAllowed),
    };

    /// <summary>Undefined where the answer is too long or no JSON: then it says nothing.</summary>
    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        await using var content = await answer.Content.ReadAsStreamAsync(cancellation);
        var bytes = new byte[LargestAnswer];
        var length = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        try
        {
            var reader = new Utf8JsonReader(bytes.AsSpan(0, length));
            return JsonElement.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
