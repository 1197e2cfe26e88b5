using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Omni.Functions.Customers;
using Omni.Functions.Ingestion;
using Omni.Functions.Ingestion.Mailboxes;

namespace Omni.Functions.Stores;

/// <summary>A notice in quarantine that says where the mail is.</summary>
public sealed class UnreadableMailInQuarantine(IQuarantine quarantine) : IUnreadableMail
{
    public async Task TellAsync(Mailbox mailbox, string messageId, string reason, CancellationToken cancellation)
    {
        var notice = JsonSerializer.SerializeToUtf8Bytes(
            new UnreadableMailNotice(mailbox.Address, mailbox.Folder, messageId, reason), UnreadableMailJson.Default.UnreadableMailNotice);
        try
        {
            await quarantine.SendAsync(new QuarantinedMessage(IdOf(mailbox, messageId), "unreadableMail", notice), cancellation);
        }
        catch (StoreUnavailableException failure)
        {
            throw new TopicUnavailableException(failure.Message, failure);
        }
    }

    /// <summary>The same mail read again is one in quarantine.</summary>
    private static string IdOf(Mailbox mailbox, string messageId) =>
        "mail-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{mailbox.Key}/{messageId}")).AsSpan(0, 16));
}

/// <param name="Mailbox">Its address.</param>
/// <param name="Folder">Where it was.</param>
/// <param name="MessageId">Of the mailbox, immutable.</param>
/// <param name="Reason">A word.</param>
internal sealed record UnreadableMailNotice(string Mailbox, string Folder, string MessageId, string Reason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(UnreadableMailNotice))]
internal sealed partial class UnreadableMailJson : JsonSerializerContext;
