using Omni.LocalAzure.Functions.Definitions;

namespace Omni.LocalAzure.Functions.Http;

/// <summary>The public door: route first, then the key, then the function.</summary>
public sealed class HttpEntry(FunctionRoutes routes, FunctionKeys keys, IHttpPassage passage, IHttpPassage envelopes)
{
    public async Task EnterAsync(HttpContext context)
    {
        if (routes.Find(context) is not var (function, values))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var trigger = (HttpTrigger)function.Trigger;
        var key = keys.Match(FunctionKeys.Presented(context.Request), function.Name);
        if (trigger.Level > (key?.Level ?? AuthorizationLevel.Anonymous))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var call = new HttpCall(function, trigger, values, key);
        await (function.HttpOutput is null ? envelopes : passage).PassAsync(context, call);
    }
}

/// <summary>A request that found its function and was let in.</summary>
public sealed record HttpCall(FunctionDefinition Function, HttpTrigger Trigger, RouteValueDictionary RouteValues, KeyMatch? Key)
{
    public Guid InvocationId { get; } = Guid.NewGuid();
}

/// <summary>A way to bring a request to the handler and its answer back.</summary>
public interface IHttpPassage
{
    Task PassAsync(HttpContext context, HttpCall call);
}
