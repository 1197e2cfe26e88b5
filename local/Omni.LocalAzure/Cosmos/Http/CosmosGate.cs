using System.Globalization;
using Omni.LocalAzure.Cosmos.Sql;

namespace Omni.LocalAzure.Cosmos.Http;

/// <summary>What every request passes: planned outages, the signature, the operation, one answer written in the protocol's headers.</summary>
internal sealed partial class CosmosGate(CosmosAccount account, ILogger<CosmosGate> log)
{
    /// <summary>An endpoint that answers with <paramref name="operation"/>.</summary>
    public RequestDelegate Guard(Func<CosmosCall, ValueTask<CosmosAnswer>> operation, bool data) => async context =>
    {
        var call = new CosmosCall(context, account.Catalogue);
        var fault = account.Faults.Current;
        if (fault is { Drop: true })
        {
            context.Abort();
            return;
        }

        var answer = data && fault is not null ? Outage(fault) : await AnswerAsync(call, data && account.Throughput.Enforced ? MeteredAsync : operation);
        account.Statistics.Add(call.Kind, answer.Charge);
        await WriteAsync(context, answer);

        ValueTask<CosmosAnswer> MeteredAsync(CosmosCall metered) => WithinThroughputAsync(metered, operation);
    };

    private static CosmosAnswer Outage(CosmosFault fault) =>
        CosmosAnswer.Failed(fault.Status, "A planned outage.", fault.Status == 429 ? 3200 : 0) with { RetryAfterMs = fault.RetryAfterMs };

    private async ValueTask<CosmosAnswer> WithinThroughputAsync(CosmosCall call, Func<CosmosCall, ValueTask<CosmosAnswer>> operation)
    {
        var container = call.Container;
        if (account.Throughput.WaitFor(container) is { } wait)
            return CosmosAnswer.Failed(429, "The request rate is larger than the container's throughput.", 3200) with { RetryAfterMs = (int)Math.Ceiling(wait.TotalMilliseconds), Charge = 0 };
        var answer = await operation(call);
        account.Throughput.Charge(container, answer.Charge);
        return answer;
    }

    private async ValueTask<CosmosAnswer> AnswerAsync(CosmosCall call, Func<CosmosCall, ValueTask<CosmosAnswer>> operation)
    {
        try
        {
            return account.Key.Check(call.Request) switch
            {
                200 => await operation(call),
                403 => CosmosAnswer.Failed(403, "The request's x-ms-date is too far from now."),
                _ => CosmosAnswer.Failed(401, "The request is not signed with the key of this account."),
            };
        }
        catch (CosmosFailureException failure)
        {
            return CosmosAnswer.Failed(failure.Status, failure.Message, failure.SubStatus);
        }
        catch (SqlException error)
        {
            return new CosmosAnswer { Status = 400, Body = CosmosErrorBody.Write(error), Charge = Charges.RequestCharges.Failed };
        }
        catch (BadHttpRequestException malformed)
        {
            return CosmosAnswer.Failed(malformed.StatusCode, "The request is malformed or ends early.");
        }
        catch (Exception unexpected) when (unexpected is not OperationCanceledException)
        {
            // The owner of what nobody foresaw: the caller gets a clean 500, the log the type and place.
            LogUnexpected(log, unexpected.GetType().Name, unexpected.StackTrace);
            return CosmosAnswer.Failed(500, "The request failed here.");
        }
    }

    private static async Task WriteAsync(HttpContext context, CosmosAnswer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        WriteHeaders(context.Request, response.Headers, answer);
        if (answer.Body.IsEmpty) return;
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        await response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    private static void WriteHeaders(HttpRequest request, IHeaderDictionary headers, CosmosAnswer answer)
    {
        headers[CosmosHeaders.RequestCharge] = answer.Charge.ToString(CultureInfo.InvariantCulture);
        headers[CosmosHeaders.ServiceVersion] = CosmosHeaders.Version;
        headers[CosmosHeaders.ActivityId] = request.Headers[CosmosHeaders.ActivityId] is [var sent] && Guid.TryParse(sent, out var id) ? id.ToString() : Guid.NewGuid().ToString();
        if (answer.SubStatus != 0) headers[CosmosHeaders.SubStatus] = Text(answer.SubStatus);
        if (answer.ETag is { } etag) headers.ETag = etag;
        if (answer.RetryAfterMs is { } wait) headers[CosmosHeaders.RetryAfter] = Text(wait);
        if (answer.ItemCount is { } count) headers[CosmosHeaders.ItemCount] = Text(count);
        if (answer.Continuation is { } continuation) headers[CosmosHeaders.Continuation] = continuation;
        if (answer.Container is not { } container) return;
        var lsn = Text(container.LastLsn);
        headers[CosmosHeaders.SessionToken] = $"0:-1#{lsn}";
        headers[CosmosHeaders.Lsn] = lsn;
        headers[CosmosHeaders.AlternativeContentPath] = container.NamePath;
        headers[CosmosHeaders.ContentPath] = container.Rid;
        headers[CosmosHeaders.PartitionKeyRangeId] = "0";
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Error, Message = "A Cosmos request failed with {Failure} at {Place}")]
    private static partial void LogUnexpected(ILogger log, string failure, string? place);
}
