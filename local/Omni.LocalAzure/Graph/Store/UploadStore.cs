using System.Text.Json;
using System.Text.Json.Serialization;
using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.Graph.Store;

/// <summary>Attachments that come in pieces. What has come is what the file holds.</summary>
internal sealed class UploadStore(CommitQueue queue)
{
    public Task CreateAsync(StoredMessage message, AttachmentUpload upload) => queue.WriteAsync(db =>
        db.Execute("INSERT INTO uploads(token, message, document) VALUES ($1, $2, $3)", upload.Token, message.Number, Text(upload)));

    public (AttachmentUpload Upload, StoredMessage Message)? Find(string token) => queue.Read<(AttachmentUpload, StoredMessage)?>(db =>
    {
        using var rows = db.Prepare("SELECT document, message FROM uploads WHERE token = $1", token).ExecuteReader();
        if (!rows.Read()) return null;
        var upload = JsonSerializer.Deserialize(rows.GetString(0), UploadJson.Default.AttachmentUpload);
        return upload is not null && MessageRows.Find(db, rows.GetInt64(1)) is { } message ? (upload, message) : null;
    });

    public Task UpdateAsync(AttachmentUpload upload) => queue.WriteAsync(db =>
        db.Execute("UPDATE uploads SET document = $2 WHERE token = $1", upload.Token, Text(upload)));

    public Task DeleteAsync(string token) => queue.WriteAsync(db => db.Execute("DELETE FROM uploads WHERE token = $1", token));

    private static string Text(AttachmentUpload upload) => JsonSerializer.Serialize(upload, UploadJson.Default.AttachmentUpload);
}

/// <summary>An attachment that has not come whole yet.</summary>
internal sealed record AttachmentUpload
{
    /// <summary>Its address holds it: who knows it may write.</summary>
    public required string Token { get; init; }

    public required string File { get; init; }

    public required string Name { get; init; }

    public string? ContentType { get; init; }

    public string? ContentId { get; init; }

    public bool IsInline { get; init; }

    /// <summary>Bytes, as announced.</summary>
    public required long Size { get; init; }

    /// <summary>Bytes, so far.</summary>
    public long Received { get; init; }

    public required DateTimeOffset Until { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AttachmentUpload))]
internal sealed partial class UploadJson : JsonSerializerContext;
