using Azure.Core;

namespace Omni.Azure.Storage.Blobs;

/// <summary>What has to be true of a blob for a write to happen, as headers.</summary>
internal static class BlobConditions
{
    public static void Set(RequestHeaders headers, BlobRequestConditions? conditions)
    {
        if (conditions?.IfNoneMatch is { } none) headers.SetValue(HttpHeader.Names.IfNoneMatch, none.ToString());
        if (conditions?.IfMatch is { } match) headers.SetValue(HttpHeader.Names.IfMatch, match.ToString("H"));
    }
}
