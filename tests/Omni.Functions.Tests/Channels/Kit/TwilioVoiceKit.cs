namespace Omni.Functions.Tests.Channels.Kit;

public sealed class TwilioVoiceKit : ProviderKit<TwilioVoiceKit>, IProvider
{
    public static string Name => "twilio-voice";

    /// <summary>A call has no content that somebody could fail to show.</summary>
    protected override IReadOnlyList<string> RequiredSamples => ["text", "unknown-event"];

    /// <summary>The account and the call stand at the very beginning of a form.</summary>
    protected override byte[] CutShort(byte[] body) => body[..8];
}
