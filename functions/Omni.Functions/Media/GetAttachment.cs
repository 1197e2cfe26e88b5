using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;

namespace Omni.Functions.Media;

/// <summary>
/// A short-lived address of one file. An answer, and no redirect: a client that follows one would show the function key to the storage account.
/// </summary>
public sealed class GetAttachment(FileLinks links)
{
    [Function(nameof(GetAttachment))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "customers/{id}/attachments/{file}")] HttpRequest request,
        string id,
        string file,
        CancellationToken cancellationToken) =>
        CustomerAnswers.FromStoreAsync(async () =>
        {
            ArgumentNullException.ThrowIfNull(request);
            request.HttpContext.Response.Headers.CacheControl = "no-store";
            return await links.FindAsync(id, file, cancellationToken) switch
            {
                null => TypedResults.Problem(title: "No such file", detail: "This customer has no file with this id.", statusCode: StatusCodes.Status404NotFound),
                { Link: { } link } => TypedResults.Json(link, MediaJson.Default.FileLink),
                { Problem: { } problem } => NotKept(StatusCodes.Status404NotFound, "The file could not be fetched", AttachmentProblems.WordOf(problem)),
                _ => NotKept(StatusCodes.Status409Conflict, "The file is not here yet", "pending"),
            };
        });

    private static ProblemHttpResult NotKept(int status, string title, string reason) =>
        TypedResults.Problem(title: title, detail: $"The reason is {reason}.", statusCode: status, extensions: new Dictionary<string, object?> { ["reason"] = reason });
}
