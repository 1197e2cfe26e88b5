namespace Omni.Functions.Ingestion.Mailboxes;

/// <summary>A mailbox of the business out of which mail is picked up.</summary>
/// <param name="Address">Canonical.</param>
/// <param name="Folder">The id of a folder, or a well-known name such as <c>inbox</c>.</param>
/// <param name="Department">Who reads it; null when nobody said.</param>
/// <param name="AfterPickup">What becomes of a mail that is picked up.</param>
public sealed record Mailbox(string Address, string Folder, string? Department, AfterPickup AfterPickup)
{
    /// <summary>For the first time: mail received before is left alone; null for a day before the first time.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Of the position in it.</summary>
    public string Key => $"{Address}/{Folder}";
}

/// <param name="MarkRead">Mark it as read.</param>
/// <param name="MoveTo">Then move it to this folder; null to leave it where it is.</param>
public sealed record AfterPickup(bool MarkRead, string? MoveTo)
{
    public static AfterPickup Nothing { get; } = new(MarkRead: false, MoveTo: null);
}
