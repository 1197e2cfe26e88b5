using System.Security.Cryptography;
using System.Text;
using MimeKit;

namespace Omni.LocalAzure.Graph.Http;

/// <summary>What every request passes: the token, planned failures, the limit on concurrency, the operation, one answer with the ids of the request.</summary>
internal sealed partial class GraphGate(PostOffice office, string? token, ILogger<GraphGate> log)
{
    private static readonly Dictionary<int, string> FaultCodes = new()
    {
        [429] = "ApplicationThrottled", [500] = "generalException", [502] = "badGateway", [503] = "serviceNotAvailable", [504] = "gatewayTimeout",
    };

    /// <summary>An endpoint that answers with <paramref name="operation"/>.</summary>
    /// <param name="kind">Counts into the statistics.</param>
    /// <param name="operation">What it does.</param>
    /// <param name="signed">False where the address itself is the proof.</param>
    public RequestDelegate Guard(GraphRequestKind kind, Func<GraphCall, Task<GraphAnswer>> operation, bool signed = true) => async context =>
    {
        var ids = GraphRequestIds.Of(context.Request);
        var answer = signed && !IsSigned(context.Request)
            ? Failed(401, "InvalidAuthenticationToken", "Access token is empty, or is not the one of this stand-in's settings.", ids)
            : await WithinLimitAsync(context, ids, operation);
        office.Statistics.Add(kind, answer.Status);
        await WriteAsync(context, answer, ids);
    };

    private bool IsSigned(HttpRequest request) =>
        token is { Length: > 0 } && request.Headers.Authorization is [{ } sent] && sent.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent["Bearer ".Length..]), Encoding.UTF8.GetBytes(token));

    private async Task<GraphAnswer> WithinLimitAsync(HttpContext context, GraphRequestIds ids, Func<GraphCall, Task<GraphAnswer>> operation)
    {
        var mailbox = (string?)context.Request.RouteValues.GetValueOrDefault("user");
        if (mailbox is null) return await WithFaultAsync(context, ids, operation);
        if (!office.Faults.TryEnter(mailbox)) return Failed(429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.", ids) with { RetryAfter = 1 };
        try
        {
            return await WithFaultAsync(context, ids, operation);
        }
        finally
        {
            office.Faults.Leave(mailbox);
        }
    }

    private async Task<GraphAnswer> WithFaultAsync(HttpContext context, GraphRequestIds ids, Func<GraphCall, Task<GraphAnswer>> operation)
    {
        if (office.Faults.Meet((string?)context.Request.RouteValues.GetValueOrDefault("user")) is not { } fault) return await AnswerAsync(context, ids, operation);
        if (fault.DelaySeconds > 0) await Task.Delay(TimeSpan.FromSeconds(fault.DelaySeconds), office.Time, context.RequestAborted);
        return fault.Status == 0
            ? await AnswerAsync(context, ids, operation)
            : Failed(fault.Status, FaultCodes.GetValueOrDefault(fault.Status, "generalException"), "A planned failure.", ids) with { RetryAfter = fault.RetryAfter };
    }

    private async Task<GraphAnswer> AnswerAsync(HttpContext context, GraphRequestIds ids, Func<GraphCall, Task<GraphAnswer>> operation)
    {
        try
        {
            return await operation(new GraphCall(context, office));
        }
        catch (GraphFailureException failure)
        {
            return Failed(failure.Status, failure.Code, failure.Message, ids) with { Location = failure.Location };
        }
        catch (Exception malformed) when (malformed is FormatException or ParseException)
        {
            return Failed(400, "ErrorInvalidRequest", malformed.Message, ids);
        }
        catch (BadHttpRequestException malformed)
        {
            return Failed(malformed.StatusCode, "BadRequest", "The request is malformed, too large or ends early.", ids);
        }
        catch (Exception unexpected) when (unexpected is not OperationCanceledException)
        {
            // The owner of what nobody foresaw: the caller gets a clean 500, the log the type and place.
            LogUnexpected(log, unexpected.GetType().Name, unexpected.StackTrace);
            return Failed(500, "ErrorInternalServerError", "The request failed here.", ids);
        }
    }

    private GraphAnswer Failed(int status, string code, string message, GraphRequestIds ids) =>
        new() { Status = status, Body = GraphError.Write(code, message, ids, office.Now), ContentType = "application/json" };

    private static async Task WriteAsync(HttpContext context, GraphAnswer answer, GraphRequestIds ids)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers["request-id"] = ids.Request;
        response.Headers["client-request-id"] = ids.Client;
        if (answer.Location is { } location) response.Headers.Location = location;
        if (answer.RetryAfter is { } wait) response.Headers.RetryAfter = wait.ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (var applied in Applied(context.Request)) response.Headers.Append("Preference-Applied", applied);
        if (answer.Content is { } content)
        {
            response.ContentType = answer.ContentType;
            response.ContentLength = content.Length;
            await using (content) await content.CopyToAsync(response.Body, context.RequestAborted);
        }
        else if (!answer.Body.IsEmpty)
        {
            response.ContentType = answer.ContentType;
            response.ContentLength = answer.Body.Length;
            await response.Body.WriteAsync(answer.Body, context.RequestAborted);
        }
    }

    private static IEnumerable<string> Applied(HttpRequest request) => request.Headers["Prefer"]
        .SelectMany(line => (line ?? "").Split(',', StringSplitOptions.TrimEntries))
        .Where(preference => preference.StartsWith("outlook.", StringComparison.OrdinalIgnoreCase) || preference.StartsWith("IdType=", StringComparison.OrdinalIgnoreCase)
            || preference.StartsWith("odata.maxpagesize=", StringComparison.OrdinalIgnoreCase));

    [LoggerMessage(Level = LogLevel.Error, Message = "A request to the mailboxes failed with {Failure} at {Place}")]
    private static partial void LogUnexpected(ILogger log, string failure, string? place);
}
