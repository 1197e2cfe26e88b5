using Omni.LocalAzure.Functions.Changes;

namespace Omni.LocalAzure.Tests.Functions;

internal sealed class NoChanges : IChangeFeed
{
    public long CurrentPosition(string database, string container) => 0;

    public ChangePage Read(string database, string container, long after, int max) => new([], after);
}
