namespace Omni.LocalAzure.Hosting;

/// <summary>The names of this machine for itself. A page of another site can reach a loopback port only under a name of its own that resolves to it.</summary>
internal static class LocalNames
{
    public static bool Include(HostString host) => host.Host is "localhost" or "127.0.0.1" or "[::1]";

    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (Include(context.Request.Host)) return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
