using Omni.LocalAzure.Cosmos;

namespace Omni.LocalAzure.Functions.Changes;

/// <summary>Reads from the account of this process.</summary>
internal sealed class AccountChanges(CosmosAccount account) : IChangeFeed
{
    public long CurrentPosition(string database, string container) => account.CurrentLsn(database, container);

    public ChangePage Read(string database, string container, long after, int max)
    {
        var changes = account.ReadChanges(database, container, after, max);
        return new ChangePage(changes.Documents, changes.LastLsn);
    }
}
