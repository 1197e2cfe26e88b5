using Microsoft.AspNetCore.Http;
using Omni.Functions.Customers.Golden;
using Omni.Functions.Customers.Merging;

namespace Omni.Functions.Customers.Suggestions;

/// <summary>Somebody says that two customers are one person: they are merged.</summary>
public sealed class AcceptSuggestion(DecideSuggestion suggestions, ProfileOptions options)
{
    [Function(nameof(AcceptSuggestion))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "suggestions/{id}/accept")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await DecisionRequest.ReadAsync(request, cancellationToken) is { Reason: { } reason } asked
            ? await MergeAnswers.FromAsync(options, () => suggestions.AcceptAsync(id, asked.By, reason, cancellationToken))
            : CustomerAnswers.Unreadable(DecisionRequest.HowToDecide);
    }
}
