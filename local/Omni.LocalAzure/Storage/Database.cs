using Microsoft.Data.Sqlite;

namespace Omni.LocalAzure.Storage;

/// <summary>A connection that keeps its prepared statements. Not thread-safe: the queue hands it to one user at a time.</summary>
public sealed class Database : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _statements = [];

    private Database(SqliteConnection connection) => _connection = connection;

    public static Database Open(string path, Action<SqliteConnection>? prepare = null)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        prepare?.Invoke(connection);
        var database = new Database(connection);
        database.Execute("PRAGMA busy_timeout=10000");
        return database;
    }

    /// <summary>The prepared statement for <paramref name="sql"/> with positional values bound to $1, $2, …</summary>
    public SqliteCommand Prepare(string sql, params ReadOnlySpan<object?> values)
    {
        if (!_statements.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
#pragma warning disable CA2100 // Statements are constants of the stand-ins; values are always bound.
            command.CommandText = sql;
#pragma warning restore CA2100
            for (var i = 0; i < values.Length; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"${i + 1}" });
            _statements.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    /// <returns>Rows changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteNonQuery();

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        _connection.Dispose();
    }
}
