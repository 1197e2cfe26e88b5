using System.Globalization;
using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.Graph.Store;

/// <summary>Numbers the changes of all mailboxes.</summary>
internal static class MailSequence
{
    public static long Next(Database db)
    {
        db.Execute("UPDATE kept SET sequence = sequence + 1 WHERE one = 1");
        return Current(db);
    }

    public static long Current(Database db) => Convert.ToInt64(db.Prepare("SELECT sequence FROM kept WHERE one = 1").ExecuteScalar(), CultureInfo.InvariantCulture);
}
