using Microsoft.AspNetCore.Http;
using Omni.Functions.Customers.Golden;
using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Customers.Merging;

/// <summary>What the routes of merging answer (RFC 9457 where it is a problem).</summary>
internal static class MergeAnswers
{
    private static readonly IResult NoSuchMerge = TypedResults.Problem(
        title: "No such merge",
        detail: "No merge has this id. Ids come from the answer to a merge, from GET /api/customers/{id}/links and from entries of type merge on a timeline.",
        statusCode: StatusCodes.Status404NotFound);

    private static readonly IResult NobodySuggestedIt = TypedResults.Problem(
        title: "No such suggestion", detail: "No suggestion has this id. Ids come from GET /api/suggestions.", statusCode: StatusCodes.Status404NotFound);

    public static Task<IResult> FromAsync(ProfileOptions options, Func<Task<MergeOutcome>> wish) => CustomerAnswers.FromStoreAsync(async () =>
    {
        try
        {
            return Of(await wish(), options);
        }
        catch (RivalWritersException)
        {
            return TypedResults.Problem(
                title: "The customers change too fast",
                detail: "Nothing is lost. Ask again in a few seconds, which finishes what was begun.",
                statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    });

    private static IResult Of(MergeOutcome outcome, ProfileOptions options) => outcome switch
    {
        Merged merged => TypedResults.Json(new MergeAnswer(merged.MergeId, CustomerView.Of(merged.Survivor, options)), MergingJson.Answers.MergeAnswer),
        Undone undone => TypedResults.Json(
            new UndoAnswer(undone.MergeId, CustomerView.Of(undone.Survivor, options), CustomerView.Of(undone.Restored, options)), MergingJson.Answers.UndoAnswer),
        Refused refused => TypedResults.Problem(
            title: "Nothing was changed", detail: refused.Why, statusCode: StatusCodes.Status409Conflict),
        Corrected corrected => TypedResults.Json(CustomerView.Of(corrected.Customer, options), CustomerJson.Answers.CustomerView),
        KeptApart kept => TypedResults.Json(SuggestionView.Of(kept.Pair), SuggestionJson.Answers.SuggestionView),
        NoSuchCustomer => CustomerAnswers.NoSuchCustomer,
        NoSuchSuggestion => NobodySuggestedIt,
        _ => NoSuchMerge,
    };
}
