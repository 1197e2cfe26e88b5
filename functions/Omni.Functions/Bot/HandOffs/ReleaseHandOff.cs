using Microsoft.AspNetCore.Http;
using Omni.Functions.Contacts;

namespace Omni.Functions.Bot.HandOffs;

/// <summary>The conversation is the bot's again, or the task is done.</summary>
public sealed class ReleaseHandOff(HandOffProgress progress, TimeProvider clock)
{
    [Function(nameof(ReleaseHandOff))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Function, "post", Route = "handoffs/{id}/release")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return HandOffAnswer.Or404(ContactId.IsWellFormed(id) ? await progress.ReleaseAsync(id, clock.GetUtcNow(), cancellationToken) : null);
    }
}
