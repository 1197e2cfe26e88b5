using Azure;
using Azure.Identity;
using Omni.Functions.Channels;

namespace Omni.Functions.Stores;

/// <summary>What it means when Communication Services do not take a message. Both know a message again, so whatever is unclear is asked once more.</summary>
internal static class CommunicationFailures
{
    private const int Busy = 429;

    public static async Task<SendOutcome> GuardAsync(Func<Task<SendOutcome>> send, TimeProvider clock, CancellationToken cancellation)
    {
        try
        {
            return await send();
        }
        catch (RequestFailedException failure)
        {
            return OutcomeOf(failure, clock);
        }
        catch (AuthenticationFailedException)
        {
            return new SendLater(); // without a token nothing was asked
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new SendingUnclear("timedOut");
        }
    }

    /// <summary>A word for a status that stands for one message.</summary>
    public static SendOutcome OutcomeOf(int status, string? code = null) => status switch
    {
        Busy or 503 => new SendLater(),
        >= 200 and < 300 => new SendingUnclear("unreadable"),
        >= 500 or 0 => new SendingUnclear($"status{status}"),
        _ => new SendingRefused(code ?? $"acs{status}"),
    };

    private static SendOutcome OutcomeOf(RequestFailedException failure, TimeProvider clock) =>
        failure.Status is Busy or 503 ? new SendLater(RetryAfter.Of(failure.GetRawResponse(), clock)) : OutcomeOf(failure.Status, failure.ErrorCode);
}
