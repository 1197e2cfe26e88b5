namespace Omni.LocalAzure.Graph.Http;

/// <summary>Ends a request with an error of the service.</summary>
#pragma warning disable CA1032 // An error without its status and code would be none.
internal sealed class GraphFailureException(int status, string code, string message) : Exception(message)
#pragma warning restore CA1032
{
    public int Status => status;

    public string Code => code;

    /// <summary>Where to go on instead.</summary>
    public string? Location { get; init; }

    public static GraphFailureException NotFound() => new(404, "ErrorItemNotFound", "The specified object was not found in the store.");

    public static GraphFailureException BadRequest(string message) => new(400, "BadRequest", message);

    /// <summary>The service may know it, the stand-in does not.</summary>
    public static GraphFailureException Unsupported(string what) => new(501, "NotImplemented", $"The stand-in does not know {what}; see COMPATIBILITY.md.");
}
