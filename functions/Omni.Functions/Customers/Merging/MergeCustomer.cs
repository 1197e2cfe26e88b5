using Microsoft.AspNetCore.Http;
using Omni.Functions.Customers.Golden;

namespace Omni.Functions.Customers.Merging;

/// <summary>Makes two customers one, because somebody knows that they are one person.</summary>
public sealed class MergeCustomer(MergeCustomers merging, ProfileOptions options)
{
    private static readonly string HowToAsk =
        $"The body is JSON: {{\"with\": the id of the other customer, \"reason\": 1 to {DecisionRequest.LongestReason} characters, \"by\": who decides it, at most {DecisionRequest.LongestName}, may be absent}}.";

    [Function(nameof(MergeCustomer))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "customers/{id}/merge")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await DecisionRequest.ReadAsync(request, cancellationToken) is not { Reason: { } reason, With: { } with } asked || !CustomerId.IsWellFormed(with))
            return CustomerAnswers.Unreadable(HowToAsk);
        return CustomerId.IsWellFormed(id)
            ? await MergeAnswers.FromAsync(options, () => merging.MergeAsync(id, with, asked.By, reason, cancellationToken))
            : CustomerAnswers.NoSuchCustomer;
    }
}
