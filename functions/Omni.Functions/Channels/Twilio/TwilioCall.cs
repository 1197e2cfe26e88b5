using System.Globalization;
using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Twilio;

/// <summary>
/// A call: the request it begins with is the contact, later ones with the same <c>CallSid</c> are news of it. The account is Twilio's own,
/// since a recording's request does not say which number was called.
/// </summary>
/// <remarks>
/// https://www.twilio.com/docs/voice/twiml#request-parameters and https://www.twilio.com/docs/voice/api/recording#recordingstatuscallback;
/// the lists of fields are partly from captured requests, so each field may be missing.
/// </remarks>
internal static class TwilioCall
{
    public static NormalisedRequest Normalise(WebhookRequest request)
    {
        if (TwilioFields.Read(request) is not { } fields)
            return NormalisedRequest.Refused(TwilioFields.Advice);

        var parts = new NormalisedRequestBuilder();
        if (fields.Text("CallSid"u8) is not { } id)
            parts.Ignore(IgnoredReason.UnknownEvent, fields);
        else if (fields.Text("Direction"u8)?.StartsWith("outbound", StringComparison.Ordinal) == true)
            parts.Ignore(IgnoredReason.Progress, fields, id);
        else if (fields.Text("RecordingSid"u8) is { } recording && fields.Text("CallStatus"u8) is null)
            ReadRecording(fields, id, recording, request, parts);
        else
            ReadStatus(fields, id, request, parts);
        return parts.Build(TwilioFields.Advice);
    }

    private static void ReadStatus(JsonElement fields, string id, WebhookRequest request, NormalisedRequestBuilder parts)
    {
        var word = fields.Text("CallStatus"u8);
        if (StatusOf(word) is not { } status)
        {
            parts.Ignore(IgnoredReason.UnknownEvent, fields, id);
            return;
        }

        var contact = ToContact(fields, id, fields.Text("From"u8) ?? fields.Text("Caller"u8), request);
        if (status == CallStatus.Ringing)
            parts.Add(contact with { Call = new CallState() });
        else
            parts.Update(contact with { Revision = Revision(fields, word), Call = StateOf(fields, status, contact.OccurredAt) });
    }

    /// <summary>The request for what to do next may bear the same status as the news of it, and tells less.</summary>
    private static string Revision(JsonElement fields, string? word)
    {
        var number = fields.Whole("SequenceNumber"u8) is { } sequence ? string.Create(CultureInfo.InvariantCulture, $"-{sequence}") : "";
        var length = fields.Whole("CallDuration"u8) is null ? "" : "-timed";
        var recording = fields.Text("RecordingSid"u8) is { } id && IsSid(id) ? $"-{id}" : "";
        return $"{word}{number}{length}{recording}";
    }

    /// <summary>
    /// A recording's request names neither caller nor number, only the call. Its address can carry the caller (<c>?From=…</c>, signed
    /// with the rest of it); without that nobody knows whose timeline the call is on.
    /// </summary>
    private static void ReadRecording(JsonElement fields, string id, string recording, WebhookRequest request, NormalisedRequestBuilder parts)
    {
        var from = TwilioSender.WithPlus(fields.Text("From"u8) ?? request.Query("From") ?? "");
        var contact = ToContact(fields, id, from, request);
        var isOfCaller = contact.From.Identities.Count > 0 || TwilioSender.IsWithheld(TwilioSender.Split(from).Address);
        if (!isOfCaller || Recording(fields) is not { } recorded || !IsSid(recording))
        {
            parts.Ignore(IgnoredReason.Progress, fields, id);
            return;
        }

        parts.Update(contact with { Revision = recording, Call = new CallState { Recordings = [recorded] } });
    }

    private static Contact ToContact(JsonElement fields, string id, string? from, WebhookRequest request)
    {
        var receivedAt = UtcMilliseconds.Cut(request.ReceivedAt);
        var account = fields.Text("AccountSid"u8) ?? TwilioVoiceChannel.Name;
        var sender = TwilioSender.OfCall(fields, from);
        return new Contact
        {
            Id = ContactId.From(TwilioVoiceChannel.Name, account, id),
            Channel = "voice",
            Provider = TwilioVoiceChannel.Name,
            Account = account,
            Kind = ContactKind.Call,
            ProviderMessageId = id,
            From = sender,
            ReplyTo = sender.Identities is [{ Value: var address }] ? address : null,
            Extras = new ContactExtras()
                .Add("to", fields.At("To"u8))
                .Add("forwardedFrom", fields.At("ForwardedFrom"u8))
                .Add("stirVerstat", fields.At("StirVerstat"u8))
                .Build(),
            OccurredAt = Time(fields.Text("Timestamp"u8)) ?? receivedAt,
            ReceivedAt = receivedAt,
            Raw = fields,
        };
    }

    private static CallState StateOf(JsonElement fields, CallStatus status, DateTimeOffset at) => new()
    {
        Status = status,
        AnsweredAt = status == CallStatus.Answered ? at : null,
        EndedAt = status == CallStatus.Answered ? null : at,
        DurationSeconds = Seconds(fields.Whole("CallDuration"u8)),
        Recordings = Recording(fields) is { } recorded ? [recorded] : [],
    };

    /// <summary>Null while it is not there to be fetched.</summary>
    private static CallRecording? Recording(JsonElement fields) =>
        fields.Text("RecordingSid"u8) is { } id && fields.Text("RecordingUrl"u8) is { } url && fields.Text("RecordingStatus"u8) is null or "completed"
            ? new CallRecording(id, url, Seconds(fields.Whole("RecordingDuration"u8)))
            : null;

    private static CallStatus? StatusOf(string? word) => word switch
    {
        "queued" or "initiated" or "ringing" => CallStatus.Ringing,
        "in-progress" => CallStatus.Answered,
        "completed" => CallStatus.Completed,
        "busy" => CallStatus.Busy,
        "no-answer" or "canceled" => CallStatus.Missed,
        "failed" => CallStatus.Failed,
        _ => null,
    };

    private static bool IsSid(string text)
    {
        foreach (var letter in text)
        {
            if (!char.IsAsciiLetterOrDigit(letter))
                return false;
        }

        return true;
    }

    private static int? Seconds(long? seconds) => seconds is >= 0 and <= int.MaxValue ? (int)seconds : null;

    /// <summary>RFC 2822, as in <c>Tue, 10 Jun 2025 09:15:42 +0000</c>.</summary>
    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParseExact(text, "ddd, dd MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? UtcMilliseconds.Cut(time)
            : null;
}
