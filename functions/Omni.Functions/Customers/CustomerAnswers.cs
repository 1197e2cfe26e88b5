using Microsoft.AspNetCore.Http;

namespace Omni.Functions.Customers;

/// <summary>What the routes of a customer answer when they have no customer to show (RFC 9457).</summary>
public static class CustomerAnswers
{
    public static IResult NoSuchCustomer { get; } = TypedResults.Problem(
        title: "No such customer",
        detail: "Nobody has this id. Ids come from GET /api/customers?identity={kind}:{value}.",
        statusCode: StatusCodes.Status404NotFound);

    public static IResult Unreadable(string detail) => TypedResults.Problem(
        title: "The request cannot be understood", detail: detail, statusCode: StatusCodes.Status400BadRequest);

    /// <summary>The answer of a route, or 503 when the store cannot answer now.</summary>
    public static async Task<IResult> FromStoreAsync(Func<Task<IResult>> route)
    {
        try
        {
            return await route();
        }
        catch (StoreUnavailableException)
        {
            return TypedResults.Problem(
                title: "The store cannot answer now",
                detail: "Nothing is lost. Ask again in a few seconds.",
                statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>The answer for the customer who lives on under this id.</summary>
    public static Task<IResult> ForLivingAsync(
        ICustomerStore store, string id, Func<Profile, Task<IResult>> answer, CancellationToken cancellation) =>
        FromStoreAsync(async () =>
            CustomerId.IsWellFormed(id) && await LivingCustomer.FindAsync(store, id, cancellation) is { } living
                ? await answer(living)
                : NoSuchCustomer);
}
