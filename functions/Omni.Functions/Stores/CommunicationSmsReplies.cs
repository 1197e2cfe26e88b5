using Omni.Azure.Communication.Sms;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using Omni.Functions.Replies;

namespace Omni.Functions.Stores;

/// <summary>SMS over Communication Services. Each has a pair of id and time that stays, so that it is sent once however often it is asked for.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/communication/sms/sms/send</remarks>
public sealed class CommunicationSmsReplies(SmsClient client, TimeProvider clock) : IReplySender
{
    private const int Sent = 202;

    public string Provider => ReplyOptions.CommunicationSms;

    public int LongestText => 2048;

    public TimeSpan? Window => null;

    public bool IsRepeatable => true;

    /// <summary>Calls and messengers come by the same provider.</summary>
    public bool Answers(Contact contact)
    {
        ArgumentNullException.ThrowIfNull(contact);
        return contact.Provider == Provider && contact.Channel == "sms";
    }

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        var options = new SmsSendOptions(enableDeliveryReport: true) { Tag = message.Id, Repeatability = new SmsRepeatability(Guid.ParseExact(message.Id, "N"), message.AskedAt) };
        return CommunicationFailures.GuardAsync(
            async () => OutcomeOf((await client.SendAsync(Written(message.Account), Written(message.To), message.Text, options, cancellation)).Value), clock, cancellation);
    }

    private static SendOutcome OutcomeOf(SmsSendResult result) =>
        result is { HttpStatusCode: Sent, MessageId: { } id } ? new MessageSent(id) : CommunicationFailures.OutcomeOf(result.HttpStatusCode);

    /// <summary>Events give numbers with and without their plus; short codes and names stay.</summary>
    private static string Written(string number) => PhoneNumber.FromInternationalDigits(number) ?? number;
}
