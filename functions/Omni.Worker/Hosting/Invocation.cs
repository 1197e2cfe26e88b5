using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Omni.Worker.Registration;

namespace Omni.Worker.Hosting;

/// <summary>The frame of every invocation: its context, its log scope, and the one place where a failure is logged and answered.</summary>
internal sealed class Invocation(RequestDelegate next, FirstAnswer first, ILogger<Invocation> logger)
{
    private const string InvocationIdHeader = "X-Azure-Functions-InvocationId";
    private const int ClientClosedRequest = 499;

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint() is not { } endpoint)
            await Problem.WriteAsync(http, StatusCodes.Status404NotFound, Problem.ContentType);
        else if (endpoint.Metadata.GetMetadata<RegisteredFunction>() is { } function)
            await InvokeAsync(http, function);
        else
            await AnswerItselfAsync(http);
        first.Give();
    }

    /// <summary>The readiness probe, and what routing answers for a wrong method.</summary>
    private async Task AnswerItselfAsync(HttpContext http)
    {
        await next(http);
        await Problem.CompleteAsync(http, Problem.ContentType);
    }

    private async Task InvokeAsync(HttpContext http, RegisteredFunction function)
    {
        var context = ContextOf(http, function);
        http.Features.Set(context);
        using var scope = logger.BeginScope(new InvocationScope(context));
        using var activity = InvocationActivity.Start(http, function, context);
        try
        {
            await next(http);
            await Problem.CompleteAsync(http, function.ProblemContentType);
        }
        catch (Exception gone) when (http.RequestAborted.IsCancellationRequested && gone is OperationCanceledException or IOException)
        {
            http.Response.StatusCode = http.Response.HasStarted ? http.Response.StatusCode : ClientClosedRequest;
        }
        catch (BadHttpRequestException bad)
        {
            WorkerLog.RequestRefused(logger, bad.StatusCode, bad.InnerException);
            await AnswerAsync(http, function, bad.StatusCode);
        }
        catch (Exception failure)
        {
            WorkerLog.FunctionFailed(logger, function.Definition.Name, context.InvocationId, failure);
            activity.Fail(failure);
            await AnswerAsync(http, function, StatusCodes.Status500InternalServerError);
        }
    }

    private static FunctionContext ContextOf(HttpContext http, RegisteredFunction function) => new()
    {
        InvocationId = http.Request.Headers[InvocationIdHeader] is [{ Length: > 0 } id, ..] ? id : http.TraceIdentifier,
        FunctionDefinition = function.Definition,
        InstanceServices = http.RequestServices,
        CancellationToken = http.RequestAborted,
    };

    private static Task AnswerAsync(HttpContext http, RegisteredFunction function, int status)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return Task.CompletedTask;
        }

        http.Response.Clear();
        return Problem.WriteAsync(http, status, function.ProblemContentType);
    }
}
