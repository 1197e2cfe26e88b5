using Microsoft.AspNetCore.Http;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;

namespace Omni.Functions.Replies;

/// <summary>Writes to a customer, there where they wrote from.</summary>
public sealed class SendReply(ReplyIntake intake, ICustomerStore store)
{
    [Function(nameof(SendReply))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "customers/{id}/replies")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await ReplyRequest.ReadAsync(request, cancellationToken) is not { } asked)
            return CustomerAnswers.Unreadable(ReplyRequest.HowToAsk);
        return await CustomerAnswers.ForLivingAsync(
            store,
            id,
            async customer => await intake.TakeAsync(customer, id, asked, cancellationToken) switch
            {
                ({ } reply, _) => TypedResults.Json(
                    new ReplyAnswer(reply.Id, customer.Id, reply.Contact.Channel, reply.Contact.InReplyTo, reply.Delivery.State),
                    ReplyJson.Default.ReplyAnswer,
                    statusCode: StatusCodes.Status202Accepted),
                (_, { } refusal) => TypedResults.Problem(
                    title: refusal.Title, detail: refusal.Detail, statusCode: refusal.Status, extensions: ExtensionsOf(refusal)),
                _ => throw new InvalidOperationException("A reply is taken or refused."),
            },
            cancellationToken);
    }

    private static Dictionary<string, object?> ExtensionsOf(ReplyRefusal refusal)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = refusal.Code, ["channels"] = refusal.Channels, ["templates"] = refusal.Templates };
        if (refusal.NotBefore is { } notBefore)
            extensions["notBefore"] = UtcMilliseconds.Text(notBefore);
        return extensions;
    }
}
