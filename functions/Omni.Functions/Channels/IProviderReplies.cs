using System.Text.Json;

namespace Omni.Functions.Channels;

/// <summary>How people are written to over one provider: what to ask, and what an answer means. Every member is a pure function.</summary>
public interface IProviderReplies
{
    /// <summary>Characters; a longer text is refused before anything is sent.</summary>
    int LongestText { get; }

    /// <summary>So long after the person's last message may be written freely; null for ever.</summary>
    TimeSpan? Window => null;

    /// <summary>The provider knows a message again by its id: asking once more sends nothing twice.</summary>
    bool IsRepeatable => false;

    /// <summary>Null where it takes none.</summary>
    OutgoingFileRules? Files => null;

    SendRequest Ask(OutgoingMessage message);

    /// <param name="answer">As it came.</param>
    SendOutcome Read(ProviderAnswer answer);
}

/// <summary>A POST. Address and headers may hold secrets, so neither is ever written anywhere.</summary>
/// <param name="address">Absolute.</param>
/// <param name="content">The body.</param>
/// <param name="contentType">Of the body.</param>
public sealed class SendRequest(Uri address, ReadOnlyMemory<byte> content, string contentType)
{
    public Uri Address => address;

    public ReadOnlyMemory<byte> Content => content;

    public string ContentType => contentType;

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}

/// <param name="Status">Of HTTP.</param>
/// <param name="Json">The body; undefined when it is none.</param>
/// <param name="RetryAfter">The header, where the provider sent it.</param>
public readonly record struct ProviderAnswer(int Status, JsonElement Json, TimeSpan? RetryAfter)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>What a status means where the provider says nothing better: a failure of its own may have come after it took the message.</summary>
    public SendOutcome ByStatus(string? code) => Status switch
    {
        429 or 503 when RetryAfter is not null => new SendLater(RetryAfter),
        429 => new SendLater(),
        >= 500 => new SendingUnclear($"status{Status}"),
        _ => new SendingRefused(code ?? $"status{Status}"),
    };
}
