using Microsoft.AspNetCore.Http;
using Omni.Functions.Customers.Golden;

namespace Omni.Functions.Customers.Merging;

/// <summary>Makes two customers of one again, as if their merge had never been.</summary>
public sealed class UndoMerge(SeparateCustomers separation, ProfileOptions options)
{
    [Function(nameof(UndoMerge))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "merges/{id}/undo")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await DecisionRequest.ReadAsync(request, cancellationToken) is { Reason: { } reason } asked
            ? await MergeAnswers.FromAsync(options, () => separation.UndoAsync(id, asked.By, reason, cancellationToken))
            : CustomerAnswers.Unreadable(DecisionRequest.HowToDecide);
    }
}
