using Microsoft.AspNetCore.Http;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;

namespace Omni.Functions.Bot.HandOffs;

/// <summary>Who waits for a person.</summary>
public sealed class ListHandOffs(IHandOffLedger ledger)
{
    private const int Most = 200;

    [Function(nameof(ListHandOffs))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "handoffs")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        HandOffState? state = request.Query["state"].ToString() switch
        {
            "" or "requested" => HandOffState.Requested,
            "accepted" => HandOffState.Accepted,
            "released" => HandOffState.Released,
            _ => null,
        };
        if (state is not { } wanted)
            return CustomerAnswers.Unreadable("state is requested, accepted or released.");
        var tickets = await ledger.ListAsync(wanted, Most, cancellationToken);
        return TypedResults.Json(new HandOffList([.. tickets.Select(HandOffAnswer.Of)]), HandOffJson.Default.HandOffList);
    }
}
