using Azure;
using Azure.Identity;
using Omni.Functions.Customers;

namespace Omni.Functions.Stores;

/// <summary>Whatever the storage account says but that a blob is missing is about the account: it may be mended, and the call repeated.</summary>
internal static class BlobFailures
{
    private const string ContainerNotFound = nameof(ContainerNotFound);
    private const int NotFound = 404;

    /// <exception cref="StoreUnavailableException">The account cannot be reached, is overloaded, or not set up to be used.</exception>
    public static async Task<T?> GuardAsync<T>(Func<Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await call();
        }
        catch (RequestFailedException failure) when (failure.Status == NotFound && failure.ErrorCode != ContainerNotFound)
        {
            return default;
        }
        catch (RequestFailedException failure)
        {
            throw new StoreUnavailableException($"The storage account answered {failure.Status}.");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new StoreUnavailableException("The storage account did not answer in time.");
        }
        catch (Exception failure) when (failure is AggregateException or AuthenticationFailedException or HttpRequestException or IOException)
        {
            // The aggregate holds what several attempts ended in.
            throw new StoreUnavailableException("The storage account cannot be reached.");
        }
    }
}
