using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Omni.Functions.Channels;

namespace Omni.Functions.Ingestion.Mailboxes;

/// <summary>Whether mailboxes tell us of new mail, where, and how we know that it is they who do. Nothing of it has to be kept: all follows from the key.</summary>
/// <param name="key">Of the proofs.</param>
/// <param name="mailboxes">Who may tell.</param>
/// <param name="publicUrl">Of the app; null when they do not tell.</param>
public sealed class MailboxPush(ReplyKey key, MailboxList mailboxes, Uri? publicUrl)
{
    /// <summary>Below the prefix of all routes.</summary>
    public const string Route = "mailboxes/notify";

    private const int ProofBytes = 32;
    private const int NameBytes = 9;

    private readonly (Mailbox Mailbox, byte[] Proof)[] proofs = [.. mailboxes.All.Select(mailbox => (mailbox, Encoding.ASCII.GetBytes(ProofOf(key, mailbox))))];

    public bool IsOn => publicUrl is not null;

    /// <summary>Each mailbox and folder has its own, by which its subscription is found again; null when they do not tell.</summary>
    public Uri? AddressOf(Mailbox mailbox) => publicUrl is null ? null : new Uri(publicUrl, $"api/{Route}?mailbox={Sign(key, "mailbox address", mailbox, NameBytes)}");

    /// <summary>What a subscription gives back with every notice: 43 letters that nobody else can make up.</summary>
    public string ProofOf(Mailbox mailbox) => ProofOf(key, mailbox);

    /// <summary>Whose proof this is, compared in constant time; null when it is nobody's.</summary>
    public Mailbox? ProvenBy(string? proof)
    {
        var told = Encoding.UTF8.GetBytes(proof ?? "");
        Mailbox? found = null;
        foreach (var (mailbox, right) in proofs)
        {
            if (CryptographicOperations.FixedTimeEquals(told, right))
                found = mailbox;
        }

        return found;
    }

    private static string ProofOf(ReplyKey key, Mailbox mailbox) => Sign(key, "mailbox notice", mailbox, ProofBytes);

    private static string Sign(ReplyKey key, string purpose, Mailbox mailbox, int bytes) => Base64Url.EncodeToString(key.Sign(purpose, Encoding.UTF8.GetBytes(mailbox.Key), bytes));
}
