using System.Text.Json;

namespace Omni.Drivers.Providers;

/// <summary>Plays a business's own site that posts its contact form from the server.</summary>
public sealed class SiteForm(string secret)
{
    public SignedRequest Filled(object fields)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(fields);
        return new SignedRequest("form", body, "application/json", "X-Omni-Signature", SignedRequest.HmacSha256(secret, body));
    }
}
