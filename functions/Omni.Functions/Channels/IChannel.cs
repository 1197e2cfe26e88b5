namespace Omni.Functions.Channels;

/// <summary>
/// One provider: proves its requests and turns them into contacts. Every member is a pure function of the request and of
/// the settings the channel was made with.
/// </summary>
public interface IChannel
{
    /// <summary>The name in <c>/api/webhooks/{provider}</c>.</summary>
    string Provider { get; }

    /// <summary>Bytes; a longer body is refused unread.</summary>
    int BodyLimit => 4 * 1024 * 1024;

    /// <summary>The answer to a request that only sets the connection up; null for every other request.</summary>
    WebhookAnswer? Handshake(WebhookRequest request) => null;

    /// <summary>Whether the provider sent these bytes. Comes before anything is parsed.</summary>
    WebhookVerdict Prove(WebhookRequest request);

    /// <summary>The status of the answer to a request without a right proof.</summary>
    int StatusOfUnproven(WebhookVerdict verdict) => 401;

    /// <summary>The status of the answer to a request that will never be taken.</summary>
    /// <param name="usual">400 when it cannot be read, 413 when it is too long.</param>
    int StatusOfRefused(int usual) => usual;

    /// <summary>What is in a proven request. Never throws, whatever the bytes are.</summary>
    NormalisedRequest Normalise(WebhookRequest request);

    /// <summary>What the provider wants to hear once the contacts are queued.</summary>
    WebhookAnswer Accept(WebhookRequest request, NormalisedRequest content) => WebhookAnswer.Taken;

    /// <summary>Headers for every answer to the request, refusals included; asked for before the body is read.</summary>
    IReadOnlyList<KeyValuePair<string, string>> AnswerHeaders(WebhookRequest request) => [];
}
