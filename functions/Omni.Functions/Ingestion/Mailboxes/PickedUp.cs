namespace Omni.Functions.Ingestion.Mailboxes;

/// <summary>What became of the messages of a mailbox.</summary>
/// <param name="Contacts">Queued.</param>
/// <param name="Ignored">Written by no person, or gone.</param>
/// <param name="Unreadable">Set aside.</param>
/// <param name="NewestAt">When the newest of them was received; null when there was none.</param>
public readonly record struct PickedUp(int Contacts, int Ignored, int Unreadable, DateTimeOffset? NewestAt)
{
    /// <summary>Those that the mailbox did not give this time; the page has to be read again.</summary>
    public IReadOnlyList<string> Failed { get; init; } = [];

    public static PickedUp operator +(PickedUp left, PickedUp right) => new(
        left.Contacts + right.Contacts,
        left.Ignored + right.Ignored,
        left.Unreadable + right.Unreadable,
        left.NewestAt is null || right.NewestAt > left.NewestAt ? right.NewestAt ?? left.NewestAt : left.NewestAt);

    public static PickedUp Add(PickedUp left, PickedUp right) => left + right;
}
