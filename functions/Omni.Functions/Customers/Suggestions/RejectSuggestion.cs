using Microsoft.AspNetCore.Http;
using Omni.Functions.Customers.Golden;
using Omni.Functions.Customers.Merging;

namespace Omni.Functions.Customers.Suggestions;

/// <summary>Somebody says that two customers are two people: nothing typed and no older evidence makes them one.</summary>
public sealed class RejectSuggestion(DecideSuggestion suggestions, ProfileOptions options)
{
    [Function(nameof(RejectSuggestion))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "suggestions/{id}/reject")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await DecisionRequest.ReadAsync(request, cancellationToken) is { Reason: { } reason } asked
            ? await MergeAnswers.FromAsync(options, () => suggestions.RejectAsync(id, asked.By, reason, cancellationToken))
            : CustomerAnswers.Unreadable(DecisionRequest.HowToDecide);
    }
}
