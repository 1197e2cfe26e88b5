using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Omni.Azure.Storage.Blobs;

/// <summary>Dates and signs each try anew: the service refuses dates older than a quarter of an hour.</summary>
internal sealed class StorageSharedKeyPolicy(StorageSharedKey key, TimeProvider clock) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        message.Request.Headers.SetValue("x-ms-date", clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture));
        message.Request.Headers.SetValue(HttpHeader.Names.Authorization, key.Authorization(message.Request));
    }
}
