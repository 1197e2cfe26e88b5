using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Omni.Functions.Customers.Suggestions;

/// <summary>Pairs of customers that may be one person, and those about whom it is decided.</summary>
public sealed class ListSuggestions(ICustomerStore store, ICustomerPairs pairs)
{
    private const int UsualLimit = 50;
    private const int LargestLimit = 200;
    private const int LongestContinuation = 200;

    private static readonly string HowToAsk =
        $"state is suggested, joined or apart, limit a number from 1 to {LargestLimit}, continuation the one of the page before; or customer a customer's id, for all of its pairs.";

    [Function(nameof(ListSuggestions))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "suggestions")] HttpRequest request, CancellationToken cancellationToken) =>
        CustomerAnswers.FromStoreAsync(async () =>
        {
            ArgumentNullException.ThrowIfNull(request);
            var (customer, continuation) = (request.Query["customer"].ToString(), request.Query["continuation"].ToString());
            if (StateOf(request.Query["state"]) is not { } state || LimitOf(request.Query["limit"]) is not { } limit || continuation.Length > LongestContinuation)
                return CustomerAnswers.Unreadable(HowToAsk);
            if (customer.Length > 0)
                return await OfCustomerAsync(customer, state, cancellationToken);
            var page = await pairs.ListAsync(state, limit, continuation.Length > 0 ? continuation : null, cancellationToken);
            return Answer(page.Items, page.Continuation);
        });

    private async Task<IResult> OfCustomerAsync(string customer, PairState state, CancellationToken cancellation)
    {
        if (!CustomerId.IsWellFormed(customer) || await LivingCustomer.FindAsync(store, customer, cancellation) is not { } living)
            return CustomerAnswers.NoSuchCustomer;
        var found = await pairs.FindOfAsync([living.Id, .. living.Absorbed], state, cancellation);
        return Answer([.. found.OrderBy(static pair => pair.Rank, StringComparer.Ordinal)], null);
    }

    private static JsonHttpResult<SuggestionList> Answer(IReadOnlyList<CustomerPair> found, string? continuation) =>
        TypedResults.Json(new SuggestionList([.. found.Select(SuggestionView.Of)], continuation), SuggestionJson.Answers.SuggestionList);

    private static PairState? StateOf(string? text) => text switch
    {
        null or "" or "suggested" => PairState.Suggested,
        "joined" => PairState.Joined,
        "apart" => PairState.Apart,
        _ => null,
    };

    private static int? LimitOf(string? text) =>
        string.IsNullOrEmpty(text) ? UsualLimit
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= LargestLimit ? limit
        : null;
}
