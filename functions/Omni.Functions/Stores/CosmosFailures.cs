using System.Globalization;
using System.Net;
using Microsoft.Azure.Cosmos;
using Omni.Functions.Customers;

namespace Omni.Functions.Stores;

/// <summary>Tells what may succeed later from what never will. No message repeats what the store said: it may quote documents.</summary>
internal static class CosmosFailures
{
    public static async Task<T> GuardAsync<T>(Func<Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await call();
        }
        catch (CosmosException failure) when (IsTransient(failure.StatusCode, failure.SubStatusCode))
        {
            throw Unavailable(failure.StatusCode, failure.RetryAfter, failure);
        }
        catch (HttpRequestException failure)
        {
            throw new StoreUnavailableException("The store cannot be reached.", failure);
        }
        catch (OperationCanceledException failure) when (!cancellation.IsCancellationRequested)
        {
            throw new StoreUnavailableException("The store did not answer in time.", failure);
        }
    }

    /// <summary>Throws unless the call succeeded or found nothing.</summary>
    /// <returns>Whether there is something.</returns>
    public static bool IsFound(ResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
            return true;

        _ = int.TryParse(response.Headers["x-ms-substatus"], CultureInfo.InvariantCulture, out var subStatus);
        if (response.StatusCode == HttpStatusCode.NotFound && subStatus == 0)
            return false;
        throw IsTransient(response.StatusCode, subStatus)
            ? Unavailable(response.StatusCode, RetryAfter(response.Headers))
            : Refused(response.StatusCode);
    }

    public static bool IsTransient(HttpStatusCode status, int subStatus) => status switch
    {
        HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or HttpStatusCode.Gone => true,
        (HttpStatusCode)449 => true,

        // Not a missing document: 1002 a replica that lags behind, 1003 a container that is not there yet.
        HttpStatusCode.NotFound => subStatus != 0,

        // The region stopped taking writes.
        HttpStatusCode.Forbidden => subStatus == 3,
        _ => (int)status >= 500,
    };

    public static StoreUnavailableException Unavailable(HttpStatusCode status, TimeSpan? retryAfter, Exception? cause = null) =>
        new($"The store answered {(int)status}.", cause!) { RetryAfter = retryAfter > TimeSpan.Zero ? retryAfter : null };

    public static InvalidOperationException Refused(HttpStatusCode status) => new($"The store refused with {(int)status}.");

    private static TimeSpan? RetryAfter(Headers headers) =>
        double.TryParse(headers["x-ms-retry-after-ms"], CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;
}
