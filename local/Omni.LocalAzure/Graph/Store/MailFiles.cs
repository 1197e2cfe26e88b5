namespace Omni.LocalAzure.Graph.Store;

/// <summary>Attachments and messages as they came, each a file of its own; none is ever held in memory.</summary>
internal sealed class MailFiles
{
    private const int BufferBytes = 64 * 1024;

    private readonly string _folder;

    public MailFiles(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
    }

    /// <summary>Takes what nothing refers to out of the folder: a crash between file and commit leaves it.</summary>
    public void KeepOnly(IReadOnlySet<string> names)
    {
        foreach (var file in Directory.EnumerateFiles(_folder).Where(file => !names.Contains(Path.GetFileName(file)))) File.Delete(file);
    }

    public static string NewName() => Guid.NewGuid().ToString("N");

    /// <summary>Writes a new file; it is on disk when this completes.</summary>
    public async Task<WrittenFile> WriteAsync(Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        var name = NewName();
        await using var file = new FileStream(At(name), FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes, FileOptions.Asynchronous);
        await write(file, cancellation);
        ToDisk(file);
        return new WrittenFile(name, file.Length);
    }

    /// <summary>Ends when what was written is on disk; there is no way to await that.</summary>
    public static void ToDisk(FileStream file) => file.Flush(flushToDisk: true);

    public Task<WrittenFile> WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        WriteAsync(async (file, token) => await file.WriteAsync(content, token), cancellation);

    public Task<WrittenFile> CopyAsync(string name, CancellationToken cancellation) => WriteAsync(
        async (file, token) =>
        {
            await using var source = Open(name);
            await source.CopyToAsync(file, token);
        },
        cancellation);

    public FileStream Open(string name) => new(At(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferBytes, FileOptions.Asynchronous);

    /// <summary>For a file that comes in pieces.</summary>
    public FileStream OpenToWrite(string name) => new(At(name), FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, BufferBytes, FileOptions.Asynchronous);

    public void Delete(IEnumerable<string> names)
    {
        foreach (var name in names) File.Delete(At(name));
    }

    private string At(string name) => Path.Combine(_folder, name);
}

/// <param name="Name">Among the files.</param>
/// <param name="Size">Bytes.</param>
internal sealed record WrittenFile(string Name, long Size);
