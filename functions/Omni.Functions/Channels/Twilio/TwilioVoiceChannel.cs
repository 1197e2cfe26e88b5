using System.Security;
using System.Text;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Twilio;

/// <summary>Calls over Twilio, which asks here what to do with them.</summary>
/// <remarks>https://www.twilio.com/docs/voice/twiml</remarks>
internal sealed class TwilioVoiceChannel(TwilioOptions options) : IChannel
{
    public const string Name = "twilio-voice";

    private const string Prolog = """<?xml version="1.0" encoding="UTF-8"?>""";

    private static readonly WebhookAnswer Noted = WebhookAnswer.Xml($"{Prolog}<Response></Response>");

    private readonly WebhookAnswer whatToDo = WebhookAnswer.Xml($"{Prolog}<Response>{Verbs(options)}</Response>");

    public string Provider => Name;

    public int BodyLimit => 256 * 1024;

    public static IChannel? Create(ChannelSettings settings)
    {
        var options = TwilioOptions.From(settings);
        return options.AuthTokens.Count > 0 ? new TwilioVoiceChannel(options) : null;
    }

    public WebhookVerdict Prove(WebhookRequest request) => TwilioSignature.Prove(request, options.AuthTokens);

    public NormalisedRequest Normalise(WebhookRequest request) => TwilioCall.Normalise(request);

    /// <summary>A call that is under way may be handed over to this address as well; what answers a mere report Twilio does not read.</summary>
    public WebhookAnswer Accept(WebhookRequest request, NormalisedRequest content) =>
        content is { Contacts: [_] } or { Updates: [{ Call.Status: CallStatus.Answered }] } ? whatToDo : Noted;

    /// <summary>With nothing to say and nobody to put through to, the caller hears that the line is busy and pays nothing.</summary>
    private static string Verbs(TwilioOptions options)
    {
        var verbs = new StringBuilder();
        if (options.VoiceGreeting is { } greeting)
        {
            var language = options.VoiceLanguage is { } spoken ? $" language=\"{SecurityElement.Escape(spoken)}\"" : "";
            verbs.Append($"<Say{language}>{SecurityElement.Escape(greeting)}</Say>");
        }

        if (options.VoiceForwardTo is { } number)
            verbs.Append($"<Dial>{SecurityElement.Escape(number)}</Dial>");
        return verbs.Length > 0 ? verbs.ToString() : """<Reject reason="busy"/>""";
    }
}
