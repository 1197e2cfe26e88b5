using Omni.Functions.Customers;

namespace Omni.Functions.Media;

/// <summary>Where files are kept. Each method throws <see cref="StoreUnavailableException"/> when the store cannot answer now.</summary>
public interface IFileStore
{
    /// <summary>What is known of a file that is kept whole; null when there is none.</summary>
    Task<FileFacts?> FindAsync(string name, CancellationToken cancellation);

    /// <summary>Keeps a file, block by block; nobody sees it before it is whole, and what breaks off leaves nothing to be seen.</summary>
    /// <param name="name">Replaces whatever has that name.</param>
    /// <param name="content">Its failures come through as they are.</param>
    /// <param name="declared">The type that the sender said.</param>
    /// <param name="cancellation">Ends it.</param>
    Task<FileFacts> KeepAsync(string name, MeasuredContent content, string? declared, CancellationToken cancellation);

    /// <summary>The whole of a file that is kept; for those that are known to be small.</summary>
    Task<ReadOnlyMemory<byte>> ReadAsync(string name, CancellationToken cancellation);

    /// <summary>An address under which whoever has it can read one file, and nothing else, for a while.</summary>
    /// <param name="name">Of a file that is kept.</param>
    /// <param name="serving">What a browser is told of it.</param>
    /// <param name="until">When the address stops working.</param>
    /// <param name="cancellation">Ends it.</param>
    Task<Uri> LinkAsync(string name, FileServing serving, DateTimeOffset until, CancellationToken cancellation);
}
