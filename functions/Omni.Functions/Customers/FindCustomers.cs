using Microsoft.AspNetCore.Http;
using Omni.Functions.Customers.Golden;

namespace Omni.Functions.Customers;

/// <summary>Customers by one of their identities, or by what somebody types into a search box.</summary>
public sealed class FindCustomers(CustomerSearch search, ProfileOptions options)
{
    private const string HowToAsk =
        "Ask with ?identity={kind}:{value}, such as identity=phone:%2B74951234567, or with ?q= and an e-mail address, a phone number or at least two letters of a name.";

    [Function(nameof(FindCustomers))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "customers")] HttpRequest request, CancellationToken cancellationToken) =>
        CustomerAnswers.FromStoreAsync(async () =>
        {
            ArgumentNullException.ThrowIfNull(request);
            var found = (request.Query["identity"].ToString(), request.Query["q"].ToString().Trim()) switch
            {
                ({ Length: > 0 } identity, _) => await search.ByIdentityAsync(identity, cancellationToken),
                (_, { Length: >= 2 and <= 200 } text) => await search.ByTextAsync(text, cancellationToken),
                _ => null,
            };
            return found is null
                ? CustomerAnswers.Unreadable(HowToAsk)
                : TypedResults.Json(new CustomerList([.. found.Select(profile => CustomerView.Of(profile, options))]), CustomerJson.Answers.CustomerList);
        });
}
