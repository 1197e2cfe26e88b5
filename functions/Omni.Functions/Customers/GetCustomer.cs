using Microsoft.AspNetCore.Http;
using Omni.Functions.Customers.Golden;

namespace Omni.Functions.Customers;

/// <summary>One customer; the id of an absorbed one answers with whoever absorbed it.</summary>
public sealed class GetCustomer(ICustomerStore store, ProfileOptions options)
{
    [Function(nameof(GetCustomer))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "customers/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        CustomerAnswers.ForLivingAsync(
            store,
            id,
            living => Task.FromResult<IResult>(TypedResults.Json(CustomerView.Of(living, options), CustomerJson.Answers.CustomerView)),
            cancellationToken);
}
