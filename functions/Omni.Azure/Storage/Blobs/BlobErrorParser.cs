using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace Omni.Azure.Storage.Blobs;

/// <summary>The error code of the service stands in a header, which HEAD answers have as well.</summary>
internal sealed class BlobErrorParser : RequestFailedDetailsParser
{
    public static readonly BlobErrorParser Instance = new();

    public override bool TryParse(
        Response response, [NotNullWhen(true)] out ResponseError? error, [MaybeNullWhen(false)] out IDictionary<string, string>? data)
    {
        data = null;
        error = response.Headers.TryGetValue("x-ms-error-code", out var code) ? new ResponseError(code, response.ReasonPhrase) : null;
        return error is not null;
    }
}
