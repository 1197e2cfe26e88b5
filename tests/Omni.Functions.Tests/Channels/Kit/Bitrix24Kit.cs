using System.Text;
using Omni.Drivers.Providers;

namespace Omni.Functions.Tests.Channels.Kit;

public sealed class Bitrix24Kit : ProviderKit<Bitrix24Kit>, IProvider
{
    public static string Name => "bitrix24";

    /// <summary>A CRM sends no messages.</summary>
    protected override IReadOnlyList<string> RequiredSamples => ["contact-added", "contact-updated", "contact-deleted", "deal-added", "unknown-event"];

    /// <summary>Bitrix24 sends the agreed token along.</summary>
    protected override bool SignsContent => false;

    /// <summary>The id comes early.</summary>
    protected override byte[] CutShort(byte[] body) => body[.."event=ONCRMCONTACTADD&event_handler_id=975&data".Length];

    /// <summary>The token travels in the body.</summary>
    protected override byte[] Unproven(ProviderCall call) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(call.Body).Replace("application_token", "something", StringComparison.Ordinal));
}
