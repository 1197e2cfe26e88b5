using Microsoft.AspNetCore.Http;
using Omni.Functions.Customers;

namespace Omni.Functions.Timeline;

/// <summary>The history of a customer in pages, newest first unless asked otherwise.</summary>
public sealed class GetTimeline(TimelineReader timelines)
{
    private static readonly string HowToAsk =
        $"limit is a number from 1 to {TimelineQuery.LargestLimit}, order is asc or desc, and continuation is the one of the page before, asked for in the same order.";

    [Function(nameof(GetTimeline))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "customers/{id}/timeline")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        CustomerAnswers.FromStoreAsync(async () =>
        {
            ArgumentNullException.ThrowIfNull(request);
            if (TimelineQuery.Parse(request.Query["limit"], request.Query["order"], request.Query["continuation"]) is not { } query)
                return CustomerAnswers.Unreadable(HowToAsk);

            return CustomerId.IsWellFormed(id) && await timelines.ReadAsync(id, query, cancellationToken) is { } page
                ? TypedResults.Json(page, TimelineJson.Answers.TimelinePage)
                : CustomerAnswers.NoSuchCustomer;
        });
}
