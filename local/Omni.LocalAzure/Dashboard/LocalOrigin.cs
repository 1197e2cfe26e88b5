using Omni.LocalAzure.Hosting;

namespace Omni.LocalAzure.Dashboard;

/// <summary>Refuses requests that another site's page makes: a foreign name that resolves to this machine, or a foreign origin.</summary>
internal static class LocalOrigin
{
    public static async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (!LocalNames.Include(request.Host) || !IsOwnOrigin(request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Referrer-Policy"] = "same-origin"; // with no-referrer browsers name the origin of the page's own forms "null"
        await next(context);
    }

    /// <summary>A browser names the origin of every POST; a program that is none need not.</summary>
    private static bool IsOwnOrigin(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || request.Headers.Origin.Count == 0 || request.Headers.Origin == $"{request.Scheme}://{request.Host}";
}
