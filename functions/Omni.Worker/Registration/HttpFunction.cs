using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omni.Worker.Hosting;

namespace Omni.Worker.Registration;

/// <summary>A function the host forwards or proxies requests to, with their original path.</summary>
/// <param name="name">The function's name.</param>
/// <param name="route">Template below the route prefix.</param>
/// <param name="methods">Empty for all.</param>
/// <param name="invoke">Calls the function.</param>
public sealed class HttpFunction(string name, string route, string[] methods, Func<HttpRequest, FunctionContext, Task<IResult>> invoke)
    : RegisteredFunction(name)
{
    internal override string ProblemContentType => Problem.ContentType;

    internal override IEndpointConventionBuilder Map(IEndpointRouteBuilder routes, string routePrefix)
    {
        var pattern = $"/{routePrefix}/{route}".Replace("//", "/", StringComparison.Ordinal);
        return methods.Length == 0
            ? routes.Map(pattern, InvokeAsync)
            : routes.MapMethods(pattern, methods, InvokeAsync);
    }

    internal override async Task InvokeAsync(HttpContext http, FunctionContext context)
    {
        var result = await invoke(http.Request, context);
        await result.ExecuteAsync(http);
    }
}
