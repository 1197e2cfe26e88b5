using Microsoft.AspNetCore.Http;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;

namespace Omni.Functions.Bot.HandOffs;

/// <summary>Somebody takes a hand-off.</summary>
public sealed class AcceptHandOff(HandOffProgress progress, TimeProvider clock)
{
    [Function(nameof(AcceptHandOff))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Function, "post", Route = "handoffs/{id}/accept")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        if (await HandOffDecision.ReadAsync(request, cancellationToken) is not { } decision)
            return CustomerAnswers.Unreadable(HandOffDecision.HowToAsk);
        return HandOffAnswer.Or404(ContactId.IsWellFormed(id) ? await progress.AcceptAsync(id, decision.By, clock.GetUtcNow(), cancellationToken) : null);
    }
}
