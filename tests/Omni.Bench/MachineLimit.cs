using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Omni.Drivers.Providers;

namespace Omni.Bench;

/// <summary>
/// The least any durable hub must do for a contact, on this machine and in this run: take a POST, check its HMAC, and in one SQLite transaction with
/// synchronous=FULL look the identity up, upsert the profile and insert the timeline entry.
/// </summary>
internal sealed class MachineLimit : IAsyncDisposable
{
    private readonly Lock _writing = new();
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"omni-limit-{Guid.NewGuid():N}.db");
    private readonly byte[] _secret;
    private readonly SqliteConnection _database;
    private readonly WebApplication _app;

    private MachineLimit(string secret)
    {
        _secret = Encoding.UTF8.GetBytes(secret);
        _database = new SqliteConnection($"Data Source={_file};Pooling=false");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    private Uri Address => new(_app.Urls.First());

    /// <returns>Contacts a second, 64 clients at once.</returns>
    public static async Task<double> MeasureAsync(int customers, int messages, CancellationToken cancellation)
    {
        const string Secret = "limit-app-secret";
        await using var limit = await StartAsync(Secret);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = limit.Address };
        var requests = Crowd.Messages(new WhatsAppCloud(Secret), "limit", customers, messages, TimeProvider.System.GetUtcNow());
        await Load.FlatOutAsync(messages / 10, 64, PostAsync, cancellation);
        return messages / (await Load.FlatOutAsync(messages, 64, PostAsync, cancellation)).TotalSeconds;

        async Task PostAsync(int i, CancellationToken token)
        {
            using var message = requests[i].ToHttp();
            using var answer = await http.SendAsync(message, token);
            answer.EnsureSuccessStatusCode();
        }
    }

    private static async Task<MachineLimit> StartAsync(string secret)
    {
        var limit = new MachineLimit(secret);
        await limit._database.OpenAsync();
        limit.Execute("""
            PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
            CREATE TABLE identities(id TEXT PRIMARY KEY, customer TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE profiles(id TEXT PRIMARY KEY, contacts INTEGER NOT NULL, last TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE entries(customer TEXT NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY(customer, id)) WITHOUT ROWID;
            """);
        await limit._app.StartAsync();
        return limit;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        foreach (var file in new[] { _file, _file + "-wal", _file + "-shm" }) File.Delete(file);
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
        var body = bytes.ToArray();
        var proof = Encoding.ASCII.GetBytes("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(_secret, body)));
        if (!CryptographicOperations.FixedTimeEquals(proof, Encoding.ASCII.GetBytes(context.Request.Headers["X-Hub-Signature-256"].ToString())))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        using var document = JsonDocument.Parse(body);
        var message = document.RootElement.GetProperty("entry")[0].GetProperty("changes")[0].GetProperty("value").GetProperty("messages")[0];
        Store(message.GetProperty("from").GetString()!, message.GetProperty("id").GetString()!, body); // our own payload, both are there
    }

    private void Store(string phone, string messageId, byte[] body)
    {
        lock (_writing)
        {
            Execute("BEGIN IMMEDIATE");
            Execute("INSERT INTO identities VALUES($1, $1) ON CONFLICT DO NOTHING", phone);
            Execute("INSERT INTO profiles VALUES($1, 1, $2) ON CONFLICT(id) DO UPDATE SET contacts = contacts + 1, last = excluded.last", phone, messageId);
            Execute("INSERT INTO entries VALUES($1, $2, $3) ON CONFLICT DO NOTHING", phone, messageId, body);
            Execute("COMMIT");
        }
    }

    private readonly Dictionary<string, SqliteCommand> _statements = [];

    private void Execute(string sql, params object[] values)
    {
        if (!_statements.TryGetValue(sql, out var command))
        {
            command = _database.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
            command.CommandText = sql;
#pragma warning restore CA2100
            for (var i = 0; i < values.Length; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"${i + 1}" });
            _statements.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }
}
