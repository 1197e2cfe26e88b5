using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Omni.LocalAzure.Dashboard;

/// <summary>The page that shows what the business wrote to people, and answers as them.</summary>
internal static class OutboxEndpoints
{
    public static void Map(WebApplication application, DashboardSources sources)
    {
        application.MapGet("/outbox", (string? notice) => new RazorComponentResult<OutboxPage>(new Dictionary<string, object?> { ["View"] = OutboxView.Read(sources.Sent, notice) }));
        application.MapPost("/outbox", ([FromForm] string key, [FromForm] string text, IHttpClientFactory clients, CancellationToken cancellation) => AnswerAsync(sources, key, text, clients, cancellation));
    }

    private static async Task<IResult> AnswerAsync(DashboardSources sources, string key, string text, IHttpClientFactory clients, CancellationToken cancellation)
    {
        if (sources.App() is not { } app) return Back("The app is not running.");
        if (sources.Sent.All.FirstOrDefault(message => OutboxLine.KeyOf(message) == key) is not { } message) return TypedResults.NotFound();
        try
        {
            using var client = clients.CreateClient();
            return Back(await new CustomerAnswer(app, sources.Mail, TimeProvider.System).SendAsync(message, text, client, cancellation));
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return Back("The Functions host does not answer.");
        }
    }

    private static RedirectHttpResult Back(string notice) => TypedResults.LocalRedirect($"/outbox?notice={Uri.EscapeDataString(notice)}");
}
