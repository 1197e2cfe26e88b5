using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Omni.Worker.Registration;

/// <summary>A function and how it is reached.</summary>
public abstract class RegisteredFunction
{
    private protected RegisteredFunction(string name) => Definition = new FunctionDefinition(name);

    public FunctionDefinition Definition { get; }

    /// <summary>The media type of an answer that tells a failure.</summary>
    internal abstract string ProblemContentType { get; }

    internal abstract IEndpointConventionBuilder Map(IEndpointRouteBuilder routes, string routePrefix);

    internal abstract Task InvokeAsync(HttpContext http, FunctionContext context);

    private protected Task InvokeAsync(HttpContext http) =>
        InvokeAsync(http, http.Features.GetRequiredFeature<FunctionContext>());
}
