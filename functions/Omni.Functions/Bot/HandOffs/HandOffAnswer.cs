using Microsoft.AspNetCore.Http;
using Omni.Functions.Contacts;

namespace Omni.Functions.Bot.HandOffs;

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
