namespace Omni.LocalAzure.Graph.Store;

/// <param name="Address">Lower case.</param>
/// <param name="Id">Of its user.</param>
public sealed record Mailbox(string Address, string Id);

/// <summary>A folder of a mailbox.</summary>
public sealed record MailFolder
{
    public required string Id { get; init; }

    /// <summary>The address.</summary>
    public required string Mailbox { get; init; }

    /// <summary>The name that stands for its id in every mailbox; null for a folder that somebody made.</summary>
    public string? KnownAs { get; init; }

    public required string Name { get; init; }

    /// <summary>Grows when the positions that were given out are forgotten.</summary>
    public long Generation { get; init; }
}

/// <summary>The folders that every mailbox has.</summary>
internal static class KnownFolders
{
    public const string Inbox = "inbox";
    public const string Sent = "sentitems";
    public const string Drafts = "drafts";
    public const string Deleted = "deleteditems";
    public const string Archive = "archive";

    /// <summary>The well-known name and what people see.</summary>
    public static IReadOnlyList<(string KnownAs, string Name)> All { get; } =
        [(Inbox, "Inbox"), (Drafts, "Drafts"), (Sent, "Sent Items"), (Deleted, "Deleted Items"), (Archive, "Archive")];
}
