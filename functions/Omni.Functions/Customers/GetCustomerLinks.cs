using Microsoft.AspNetCore.Http;

namespace Omni.Functions.Customers;

/// <summary>Why the identities of a customer are one person: each with the contact that is the evidence.</summary>
public sealed class GetCustomerLinks(ICustomerStore store)
{
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
                var links = await store.FindLinksToAsync([living.Id, .. living.Absorbed], cancellationToken);
                var absorbed = living.Absorbed.Count == 0 ? [] : await store.FindProfilesAsync(living.Absorbed, cancellationToken);
                return TypedResults.Json(CustomerLinks.Of(living, links, absorbed), CustomerJson.Answers.CustomerLinks);
            },
            cancellationToken);
}
