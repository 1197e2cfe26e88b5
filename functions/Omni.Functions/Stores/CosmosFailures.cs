using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Azure.Identity;
using Microsoft.Azure.Cosmos;
using Omni.Functions.Customers;

namespace Omni.Functions.Stores;

/// <summary>
/// Tells a refused document from an account that does not work now. What the SDK throws stays in here: its texts quote addresses,
/// and ids of identities are in them.
/// </summary>
/// <remarks>https://learn.microsoft.com/rest/api/cosmos-db/http-status-codes-for-cosmosdb</remarks>
internal static class CosmosFailures
{
    /// <summary>A customer has filled a logical partition: 20 GB.</summary>
    private const int PartitionIsFull = 1014;

    /// <exception cref="StoreUnavailableException">The account cannot answer now, or not as it is set up.</exception>
    /// <exception cref="StoreRefusedException">The account will never take the document.</exception>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await call();
        }
        catch (CosmosException failure)
        {
            throw From(failure.StatusCode, failure.SubStatusCode, failure.RetryAfter);
        }
        catch (OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new StoreUnavailableException("The store did not answer in time.");
        }
        catch (AuthenticationFailedException)
        {
            throw new StoreUnavailableException("There is no token for the store.");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException or ObjectDisposedException)
        {
            throw new StoreUnavailableException("The store cannot be reached.");
        }
    }

    /// <summary>Throws unless the call succeeded or found nothing.</summary>
    /// <returns>Whether there is something.</returns>
    public static bool IsFound(ResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
            return true;

        var subStatus = SubStatusOf(response.Headers);
        if (response.StatusCode == HttpStatusCode.NotFound && subStatus == 0)
            return false;
        throw From(response.StatusCode, subStatus, RetryAfter(response.Headers));
    }

    /// <summary>Only a statement about the document is a refusal; keys, roles, firewalls and missing containers are mended by people.</summary>
    public static Exception From(HttpStatusCode status, int subStatus, TimeSpan? retryAfter)
    {
        var answer = $"{(int)status}/{subStatus}";
        return status is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge
            || (status == HttpStatusCode.Forbidden && subStatus == PartitionIsFull)
            ? new StoreRefusedException($"The store refused with {answer}.")
            : new StoreUnavailableException($"The store answered {answer}.") { RetryAfter = retryAfter > TimeSpan.Zero ? retryAfter : null };
    }

    /// <summary>With 404, zero means a missing document: 1002 is a replica that lags behind, 1003 a container that is not there.</summary>
    public static int SubStatusOf(Headers headers) =>
        int.TryParse(headers["x-ms-substatus"], CultureInfo.InvariantCulture, out var subStatus) ? subStatus : 0;

    private static TimeSpan? RetryAfter(Headers headers) =>
        double.TryParse(headers["x-ms-retry-after-ms"], CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;
}
