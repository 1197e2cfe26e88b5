using Microsoft.AspNetCore.Http;
using Omni.Functions.Customers.Golden;
using Omni.Functions.Customers.Merging;

namespace Omni.Functions.Customers.Consents;

/// <summary>Somebody says what a customer wants to be written: they ticked a box, or said so on the phone.</summary>
public sealed class RecordConsent(ConsentRecording recording, ProfileOptions options, TimeProvider clock)
{
    [Function(nameof(RecordConsent))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "customers/{id}/consents")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await ConsentRequest.ReadAsync(request, clock.GetUtcNow(), cancellationToken) is not { } asked)
            return CustomerAnswers.Unreadable(ConsentRequest.HowToAsk);
        return CustomerId.IsWellFormed(id)
            ? await MergeAnswers.FromAsync(options, () => recording.RecordAsync(id, asked, cancellationToken))
            : CustomerAnswers.NoSuchCustomer;
    }
}
