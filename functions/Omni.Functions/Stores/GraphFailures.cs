using System.Net.Sockets;
using Azure.Identity;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Serialization;
using Omni.Functions.Ingestion.Mailboxes;

namespace Omni.Functions.Stores;

/// <summary>Tells a message that is gone, and a mailbox that people have to set up, from a mailbox that does not answer now.</summary>
/// <remarks>https://learn.microsoft.com/graph/errors</remarks>
internal static class GraphFailures
{
    /// <summary>For requests that the client does not know: their failures come as all others do.</summary>
    public static Dictionary<string, ParsableFactory<IParsable>> Errors { get; } = new() { ["XXX"] = ODataError.CreateFromDiscriminatorValue };

    private const int NotFound = 404;
    private const int Gone = 410;

    /// <exception cref="MailboxUnavailableException">The mailbox cannot answer now.</exception>
    /// <exception cref="PositionLostException">The mailbox has forgotten the position.</exception>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await call();
        }
        catch (ApiException failure)
        {
            throw IsPositionLost(failure) ? new PositionLostException() : Unavailable(failure);
        }
        catch (AggregateException failure) when (failure.InnerExceptions is [.., ApiException last])
        {
            // What the client makes of a mailbox that refuses every attempt; its text quotes all the answers.
            throw Unavailable(last);
        }
        catch (OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new MailboxUnavailableException("The mailbox did not answer in time.");
        }
        catch (AuthenticationFailedException)
        {
            throw new MailboxUnavailableException("There is no token for the mailbox.") { IsSetup = true };
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException)
        {
            throw new MailboxUnavailableException("The mailbox cannot be reached.");
        }
    }

    /// <returns>Null when it is not there.</returns>
    public static Task<T?> FindAsync<T>(Func<Task<T?>> call, CancellationToken cancellation)
        where T : class =>
        GuardAsync(
            async () =>
            {
                try
                {
                    return await call();
                }
                catch (ApiException failure) when (failure.ResponseStatusCode is NotFound or Gone && CodeOf(failure) is not ("MailboxNotEnabledForRESTAPI" or "ErrorInvalidUser"))
                {
                    return null;
                }
            },
            cancellation);

    private static bool IsPositionLost(ApiException failure) =>
        failure.ResponseStatusCode == Gone || CodeOf(failure) is { } code
        && (code.Equals("syncStateNotFound", StringComparison.OrdinalIgnoreCase) || code.Equals("resyncRequired", StringComparison.OrdinalIgnoreCase));

    /// <summary>The code is a word of the service; its text quotes addresses.</summary>
    private static MailboxUnavailableException Unavailable(ApiException failure) =>
        new($"The mailbox answered {failure.ResponseStatusCode}{(CodeOf(failure) is { } code ? $" {code}" : "")}.") { IsSetup = failure.ResponseStatusCode is 401 or 403 or NotFound };

    private static string? CodeOf(ApiException failure) => (failure as ODataError)?.Error?.Code;
}
