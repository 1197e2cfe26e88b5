using System.Net;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;

namespace Omni.Functions.Crm;

/// <summary>Asks a CRM for the record that a change only names, where its channel knows how.</summary>
public sealed partial class CrmReader(ChannelCatalogue catalogue, HttpClient http, ILogger<CrmReader> logger)
{
    /// <summary>Larger answers are no records.</summary>
    public const int LargestRecord = 1024 * 1024;

    /// <summary>The change with what its record tells, as far as the CRM shows it.</summary>
    /// <exception cref="StoreUnavailableException">The CRM cannot answer now.</exception>
    public async Task<CrmChange> CompleteAsync(CrmChange change, CancellationToken cancellation)
    {
        if (catalogue.Find(change.System) is not ICrmSource source || source.AddressOf(change) is not { } address)
            return change;
        try
        {
            using var answer = await http.GetAsync(address, cancellation);
            if (answer.IsSuccessStatusCode)
                return source.Complete(change, await answer.Content.ReadAsByteArrayAsync(cancellation));
            if (IsOfEveryRecord(answer.StatusCode))
                LogNotAllowed(change.System, (int)answer.StatusCode);
            if (IsOfEveryRecord(answer.StatusCode) || IsForNow(answer.StatusCode))
                throw new StoreUnavailableException($"{change.System} answered {(int)answer.StatusCode}.");

            // Deleted meanwhile, or not ours to read: what the event says is all there is.
            LogRefused(change.Id, change.System, (int)answer.StatusCode);
            return change;
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            LogTooLarge(change.Id, change.System);
            return change;
        }
        catch (Exception failure) when (IsOutage(failure) && !cancellation.IsCancellationRequested)
        {
            // Without the cause, which may quote the address.
            throw new StoreUnavailableException($"{change.System} cannot be reached.");
        }
    }

    /// <summary>Our access as a whole was taken away or mistyped: changes wait until somebody mends it. A single record is refused with 400 or 404.</summary>
    /// <remarks>https://apidocs.bitrix24.com/error-codes.html</remarks>
    private static bool IsOfEveryRecord(HttpStatusCode status) => status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    private static bool IsForNow(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private static bool IsOutage(Exception failure) => failure is HttpRequestException or IOException or OperationCanceledException
        or Polly.ExecutionRejectedException;

    [LoggerMessage(1, LogLevel.Warning, "Change {ChangeId} is taken without its record: {System} answered {Status}")]
    private partial void LogRefused(string changeId, string system, int status);

    [LoggerMessage(2, LogLevel.Error, "{System} answers {Status} to every request: look at the address of its API in the settings")]
    private partial void LogNotAllowed(string system, int status);

    [LoggerMessage(3, LogLevel.Warning, "Change {ChangeId} is taken without its record, which is too large: {System}")]
    private partial void LogTooLarge(string changeId, string system);
}
