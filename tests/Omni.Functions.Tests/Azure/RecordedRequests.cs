using System.Net;
using Azure.Core.Pipeline;

namespace Omni.Functions.Tests.Azure;

/// <summary>A transport that answers from a list, its last answer without end, and keeps what was asked.</summary>
internal sealed class RecordedRequests : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> _answers;

    public RecordedRequests(params Func<HttpResponseMessage>[] answers) => _answers = new(answers);

    public List<RecordedRequest> All { get; } = [];

    public HttpPipelineTransport Transport => new HttpClientTransport(this);

    public static Func<HttpResponseMessage> Answer(int status, string body = "", Action<HttpResponseMessage>? shape = null) => () =>
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) };
        shape?.Invoke(answer);
        return answer;
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var headers = request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            .ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
        All.Add(new RecordedRequest(request.Method.Method, request.RequestUri!, headers, body)); // every request has an address
        return (_answers.Count > 1 ? _answers.Dequeue() : _answers.Peek())();
    }
}

internal sealed record RecordedRequest(string Method, Uri Address, IReadOnlyDictionary<string, string> Headers, byte[] Body);
