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

/// <param name="Items">The oldest first.</param>
public sealed record HandOffList(IReadOnlyList<HandOffAnswer> Items);

/// <param name="Id">Of the hand-off, and of its entry.</param>
/// <param name="Channel">Where the customer waits.</param>
/// <param name="HandOff">What is handed off.</param>
public sealed record HandOffAnswer(string Id, string Channel, HandOff HandOff)
{
    public static HandOffAnswer Of(HandOffTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return new HandOffAnswer(ticket.Id, ticket.Contact.Channel, ticket.HandOff);
    }

    internal static IResult Or404(HandOffTicket? ticket) => ticket is not null
        ? TypedResults.Json(Of(ticket), HandOffJson.Default.HandOffAnswer)
        : TypedResults.Problem(title: "No such hand-off", detail: "There is no hand-off of this id. GET /api/handoffs lists them.", statusCode: StatusCodes.Status404NotFound);
}

/// <summary>Who takes it.</summary>
public sealed record HandOffDecision
{
    public const string HowToAsk = "The body is JSON: {\"by\": who takes it, at most 100 characters, may be absent}.";

    private const int LargestBody = 4 * 1024;
    private const int LongestName = 100;

    public string? By { get; init; }

    /// <returns>Null when the body is none.</returns>
    public static async Task<HandOffDecision?> ReadAsync(HttpRequest request, CancellationToken cancellation) =>
        await JsonRequest.ReadAsync(request, LargestBody, HandOffJson.Default.HandOffDecision, cancellation) is { By: null or { Length: <= LongestName } } read ? read : null;
}
