using System.Net.Http.Headers;
using Omni.LocalAzure.Functions.Handler;

namespace Omni.LocalAzure.Functions.Invocations;

/// <summary>Posts envelopes to the handler and judges what comes back.</summary>
public sealed class Invoker(IHandler handler, HttpMessageInvoker connections, TimeSpan functionTimeout, TimeProvider time, ILoggerFactory logging)
{
    private static readonly ProductInfoHeaderValue Product = new("Azure-Functions-Host", InvocationHeaders.Version);

    /// <summary>Within this time the end of a handler is noticed.</summary>
    private static readonly TimeSpan PauseAfterRefusal = TimeSpan.FromMilliseconds(100);

    private readonly ILogger _log = logging.CreateLogger("Host.Invocations");

    /// <param name="function">The function's name, which is the path of the call.</param>
    /// <param name="invocationId">The same for each retry of one invocation.</param>
    /// <param name="envelope">Not changed by the caller before this ends.</param>
    /// <param name="stopping">The host ends: the invocation is abandoned, neither succeeded nor failed.</param>
    public async Task<InvocationAnswer> InvokeAsync(string function, Guid invocationId, ReadOnlyMemory<byte> envelope, CancellationToken stopping)
    {
        var started = time.GetTimestamp();
        var answer = await AnswerAsync(function, invocationId, envelope, stopping);
        var elapsed = time.GetElapsedTime(started);
        if (answer.Logs.Count > 0)
        {
            var user = logging.CreateLogger($"Function.{function}.User");
            foreach (var line in answer.Logs) InvocationLog.UserLine(user, line);
        }

        if (answer.Failure is { } reason) InvocationLog.Failed(_log, function, invocationId, reason);
        else InvocationLog.Executed(_log, function, invocationId, elapsed);
        return answer;
    }

    /// <summary>Whoever takes work from a queue waits for this first: work that cannot be done counts as a delivery.</summary>
    public async Task WaitUntilReadyAsync(CancellationToken cancellation) => await handler.WaitUntilReadyAsync(cancellation);

    private async Task<InvocationAnswer> AnswerAsync(string function, Guid invocationId, ReadOnlyMemory<byte> envelope, CancellationToken stopping)
    {
        using var deadline = new CancellationTokenSource(functionTimeout, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        HandlerInstance? instance = null;
        try
        {
            instance = await handler.WaitUntilReadyAsync(end.Token);
            using var request = Describe(instance, function, invocationId, envelope);
            using var response = await connections.SendAsync(request, end.Token);
            var answer = await JudgeAsync(response, end.Token);
            if (answer is not null) return answer;

            await Task.Delay(Timeout.InfiniteTimeSpan, time, end.Token);
            throw new OperationCanceledException(end.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            if (instance is not null) handler.Replace(instance);
            return new InvocationAnswer($"no answer within {functionTimeout}");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or HandlerFailedException)
        {
            if (failure is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError })
                await Task.Delay(PauseAfterRefusal, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return new InvocationAnswer($"the connection to the handler failed ({failure.GetType().Name})");
        }
    }

    private static HttpRequestMessage Describe(HandlerInstance instance, string function, Guid invocationId, ReadOnlyMemory<byte> envelope)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(instance.Address, function)) { Content = new EnvelopeContent(envelope) };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add(InvocationHeaders.HostVersion, InvocationHeaders.Version);
        request.Headers.Add(InvocationHeaders.InvocationId, invocationId.ToString());
        request.Headers.UserAgent.Add(Product);
        return request;
    }

    /// <returns>Null for an answer that never ends the invocation.</returns>
    private static async Task<InvocationAnswer?> JudgeAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (!response.IsSuccessStatusCode) return new InvocationAnswer($"the handler answered {(int)response.StatusCode}");
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        if (body.Length == 0) return null;
        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        return IsJson(type) ? InvocationAnswer.Parse(body) : new InvocationAnswer("the answer's content type is not JSON");
    }

    private static bool IsJson(string type) =>
        type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        || type.Equals("text/json", StringComparison.OrdinalIgnoreCase)
        || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
}
