using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Jivo;

/// <summary>A call comes as several events, none of which has a time.</summary>
internal static class JivoCall
{
    private const int LongestStatus = 40;

    public static void Read(JivoEvent jivo, NormalisedRequestBuilder parts)
    {
        var call = jivo.Json.At("call"u8);
        var chat = jivo.Json.Text("chat_id"u8);
        var status = call.Text("status"u8);
        if (call.Text("type"u8) is { } type and not "incoming")
        {
            parts.Ignore(type is "outgoing" or "callback" ? IgnoredReason.Progress : IgnoredReason.UnknownEvent, jivo.Json, chat);
            return;
        }

        if (chat is null || status is null || Revision(status) is not { } revision)
        {
            parts.Ignore(IgnoredReason.Unreadable, jivo.Json, chat);
            return;
        }

        var caller = call.Text("phone"u8);
        var recording = call.Text("record_url"u8);
        var contact = jivo.Contact($"call:{chat}", "voice", ContactKind.Call, JivoVisitor.Identities(jivo, caller), occurredAt: null) with
        {
            ReplyTo = PhoneNumber.Canonical(caller, jivo.DefaultRegion),
            Call = new CallState { Status = Status(status, recording), Recordings = recording is null ? [] : [new CallRecording(chat, recording)] },
        };
        if (status == "start")
            parts.Add(contact);
        else
            parts.Update(contact with { Revision = recording is null ? revision : $"{revision}-recorded" });
    }

    /// <summary>
    /// Only start, end and error are documented by name. Whether an ended call was answered is told by nothing but its recording, so without one
    /// it counts as completed, too: a call that was missed is not invented.
    /// </summary>
    private static CallStatus Status(string status, string? recording) => status switch
    {
        "start" => CallStatus.Ringing,
        "end" => CallStatus.Completed,
        "error" => CallStatus.Failed,
        _ => recording is null ? CallStatus.Ringing : CallStatus.Completed,
    };

    /// <summary>The status as a revision; null when it holds what a revision cannot.</summary>
    private static string? Revision(string status)
    {
        if (status.Length > LongestStatus)
            return null;
        foreach (var letter in status)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_'))
                return null;
        }

        return status.Replace('_', '-');
    }
}
