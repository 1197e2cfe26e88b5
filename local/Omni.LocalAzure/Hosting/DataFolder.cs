namespace Omni.LocalAzure.Hosting;

/// <summary>The data folder, which belongs to one running system at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(FileStream taken) => _lock = taken;

    /// <summary>Takes the folder, then forgets the state if that is wanted: never the state of another system that runs.</summary>
    /// <exception cref="StartupException">Another system runs on it, or it cannot be written.</exception>
    public static DataFolder Take(LocalOptions options)
    {
        var folder = Lock(options.Data);
        try
        {
            if (options.Fresh && Directory.Exists(options.State)) Directory.Delete(options.State, recursive: true);
            Directory.CreateDirectory(options.State);
            return folder;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            folder.Dispose();
            throw new StartupException($"{options.State} cannot be written: {failure.Message}", failure);
        }
    }

    public void Dispose() => _lock.Dispose();

    private static DataFolder Lock(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"{path} cannot be written: {failure.Message}", failure);
        }

        try
        {
            return new DataFolder(new FileStream(Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"{path} is in use by another running system: end that one first or choose another folder with --data.", failure);
        }
    }
}
