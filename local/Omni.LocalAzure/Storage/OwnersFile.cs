namespace Omni.LocalAzure.Storage;

/// <summary>A small file that only its owner reads: it holds keys.</summary>
public static class OwnersFile
{
    /// <summary>Replaces the file as a whole: a reader, or a crash, sees the old or the new one.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var next = path + ".next";
        var onlyTheOwner = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) onlyTheOwner.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(next, onlyTheOwner))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }
}
