using System.Runtime.Versioning;

namespace Omni.Functions.Tests.Worker;

/// <summary>A folder as Azure mounts the package: nobody may write to it.</summary>
[SupportedOSPlatform("linux")]
public sealed class ReadOnlyCopy : IDisposable
{
    private const UnixFileMode Writing = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    public ReadOnlyCopy(DirectoryInfo original)
    {
        foreach (var file in original.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Folder.FullName, Path.GetRelativePath(original.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!); // a file of the copy lies in a folder
            file.CopyTo(copy);
        }

        foreach (var entry in Entries())
            entry.UnixFileMode &= ~Writing;
    }

    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("omni-read-only-");

    /// <summary>Every entry with its size and the time of its last change: somebody with all rights may write nevertheless.</summary>
    public IReadOnlyList<string> Inventory() =>
        [.. Entries().Select(entry => $"{entry.FullName} {(entry as FileInfo)?.Length} {entry.LastWriteTimeUtc:O}").Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        foreach (var folder in Entries().OfType<DirectoryInfo>())
            folder.UnixFileMode |= UnixFileMode.UserWrite;
        Folder.Delete(recursive: true);
    }

    private List<FileSystemInfo> Entries() => [Folder, .. Folder.GetFileSystemInfos("*", SearchOption.AllDirectories)];
}
