using Azure;
using Azure.Identity;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Customers;

namespace Omni.Functions.Stores;

/// <summary>Tells a bus that does not work now from a message it will never take.</summary>
internal static class BusFailures
{
    /// <summary>Too large, or malformed: sending it again never helps.</summary>
    public static bool IsAboutTheMessage(Exception failure) =>
        failure is ArgumentException or ServiceBusException { Reason: ServiceBusFailureReason.MessageSizeExceeded };

    /// <exception cref="StoreUnavailableException">The bus cannot be reached, is overloaded, or not set up to be used.</exception>
    public static async Task GuardAsync(Func<Task> call, CancellationToken cancellation)
    {
        try
        {
            await call();
        }
        catch (ServiceBusException failure) when (!IsAboutTheMessage(failure))
        {
            throw new StoreUnavailableException($"The bus cannot be used ({failure.Reason}).");
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or AuthenticationFailedException or RequestFailedException)
        {
            throw new StoreUnavailableException("The bus does not let us in.");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new StoreUnavailableException("The bus did not answer in time.");
        }
    }
}
