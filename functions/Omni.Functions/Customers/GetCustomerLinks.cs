using Microsoft.AspNetCore.Http;
using Omni.Functions.Customers.Evidence;

namespace Omni.Functions.Customers;

/// <summary>Why the identities of a customer are one person: each with the contact that is the evidence, and how two of them are tied.</summary>
public sealed class GetCustomerLinks(ICustomerStore store, CustomerEvidence evidence)
{
    private const string HowToAsk =
        "Ask without parameters, or with both from={kind}:{value} and to={kind}:{value}, two identities of the customer such as from=phone:%2B74951234567.";

    [Function(nameof(GetCustomerLinks))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "customers/{id}/links")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        CustomerAnswers.ForLivingAsync(
            store,
            id,
            async living =>
            {
                ArgumentNullException.ThrowIfNull(request);
                return await evidence.FindAsync(living, request.Query["from"], request.Query["to"], cancellationToken) is { } links
                    ? TypedResults.Json(links, CustomerJson.Answers.CustomerLinks)
                    : CustomerAnswers.Unreadable(HowToAsk);
            },
            cancellationToken);
}
