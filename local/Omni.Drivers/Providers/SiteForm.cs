using System.Text.Json;

namespace Omni.Drivers.Providers;

/// <summary>Plays a business's own site that posts its contact form from the server.</summary>
public sealed class SiteForm(string secret)
{
    public static SignedRequest Prove(ProviderCall call, Func<string, string> setting) =>
        call.ProvenBy("X-Omni-Signature", SignedRequest.HmacSha256(setting("Channels__Form__Secret"), call.Body));

    public SignedRequest Filled(object fields)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(fields);
        return new SignedRequest("form", body, "application/json", "X-Omni-Signature", SignedRequest.HmacSha256(secret, body));
    }
}
