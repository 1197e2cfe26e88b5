using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Omni.Functions.Tests.Stores;

/// <summary>Answers of Microsoft Graph in the order in which they are to come, and what was asked.</summary>
internal sealed class GraphScript : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> _answers = [];

    public List<GraphRequest> Requests { get; } = [];

    public static string Error(string code) => $$"""{"error":{"code":"{{code}}","message":"About sales@shop.example.","innerError":{"request-id":"1"} } }""";

    /// <param name="status">Of HTTP.</param>
    /// <param name="json">The body.</param>
    /// <param name="retryAfter">Seconds; none when null.</param>
    public void Answer(int status, string json, int? retryAfter = null) => _answers.Enqueue(() =>
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        if (retryAfter is { } seconds)
            answer.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds));
        return answer;
    });

    public void Break() => _answers.Enqueue(static () => throw new HttpRequestException("Connection refused (graph.microsoft.com:443)"));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var prefer = request.Headers.TryGetValues("Prefer", out var values) ? string.Join(", ", values.SelectMany(static value => value.Split(", ")).Order(StringComparer.Ordinal)) : "";
        Requests.Add(new GraphRequest(request.Method.Method, request.RequestUri!.AbsolutePath, request.RequestUri.Query, prefer, body));
        var answer = _answers.Dequeue()();
        answer.RequestMessage = request; // as from the wire: an answer to nothing is not asked for again
        return answer;
    }
}

internal sealed record GraphRequest(string Method, string Path, string Query, string Prefer, string Body);
