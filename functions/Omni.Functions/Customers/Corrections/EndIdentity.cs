using Microsoft.AspNetCore.Http;
using Omni.Functions.Customers.Golden;
using Omni.Functions.Customers.Merging;

namespace Omni.Functions.Customers.Corrections;

/// <summary>Somebody says that a number or an address is the customer's no longer.</summary>
public sealed class EndIdentity(IdentityCorrection correction, ProfileOptions options)
{
    private static readonly string HowToAsk =
        "The body is JSON: {\"identity\": \"kind:value\", such as phone:+74951234567, "
        + $"\"reason\": 1 to {DecisionRequest.LongestReason} characters, \"by\": who says so, at most {DecisionRequest.LongestName}, may be absent, "
        + "\"at\": since when, not in the future, may be absent}.";

    [Function(nameof(EndIdentity))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "customers/{id}/identities/end")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await DecisionRequest.ReadAsync(request, cancellationToken) is not { } asked || correction.Read(asked) is not { } ended)
            return CustomerAnswers.Unreadable(HowToAsk);
        return CustomerId.IsWellFormed(id)
            ? await MergeAnswers.FromAsync(options, () => correction.EndAsync(id, ended, cancellationToken))
            : CustomerAnswers.NoSuchCustomer;
    }
}
