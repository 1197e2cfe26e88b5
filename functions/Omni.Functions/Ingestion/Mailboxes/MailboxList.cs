namespace Omni.Functions.Ingestion.Mailboxes;

/// <param name="All">Those of the settings.</param>
public sealed record MailboxList(IReadOnlyList<Mailbox> All)
{
    /// <summary>Who reads which, by address; of several folders the first that has somebody.</summary>
    public IReadOnlyDictionary<string, string> Departments { get; } = All.Where(static mailbox => mailbox.Department is not null)
        .DistinctBy(static mailbox => mailbox.Address).ToDictionary(static mailbox => mailbox.Address, static mailbox => mailbox.Department!, StringComparer.Ordinal);

    /// <returns>Null when the settings have it no more.</returns>
    public Mailbox? Find(string key) => All.FirstOrDefault(mailbox => mailbox.Key == key);
}
