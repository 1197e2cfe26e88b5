using Microsoft.AspNetCore.Http.Features;

namespace Omni.LocalAzure.Functions.Http;

/// <summary>The path and query as they stood in the request line.</summary>
internal static class RawTarget
{
    private static readonly UriCreationOptions Untouched = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <returns>Null when the request line named a whole address instead of a path.</returns>
    public static Uri? Below(string address, HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
        return target is ['/', ..] && Uri.TryCreate(address.TrimEnd('/') + target, Untouched, out var uri) ? uri : null;
    }
}
