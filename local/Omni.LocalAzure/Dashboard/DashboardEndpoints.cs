using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Omni.LocalAzure.Hosting;
using Omni.LocalAzure.ServiceBus;

namespace Omni.LocalAzure.Dashboard;

/// <summary>The pages of the local dashboard: plain HTML, made here, without script.</summary>
public static class DashboardEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static void AddDashboard(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddHttpClient(Options.DefaultName, client => client.Timeout = Patience)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseProxy = false });
    }

    public static void MapDashboard(this WebApplication application, DashboardSources sources)
    {
        application.Use(next => context => LocalOrigin.CheckAsync(context, next));
        application.UseRouting();
        application.UseAntiforgery();
        application.MapGet("/dashboard.css", () => Results.Text(DashboardStyle.Css, "text/css"));
        application.MapGet("/", (string? notice) => Page<OverviewPage>("Overview", Look(sources, notice)));
        application.MapGet("/messages", (string entity, bool dead) => ShowMessages(sources.Broker, entity, dead));
        application.MapGet("/queries", (string? question) => ShowQueriesAsync(sources, question));
        application.MapPost("/queries", ([FromForm] QueryForm form) => QueryAsync(sources, form));
        MailEndpoints.Map(application, sources.Mail);
        OutboxEndpoints.Map(application, sources);
        ChatEndpoints.Map(application, sources.Bot);
        application.MapPost("/redrive", ([FromForm] string entity) => RedriveAsync(sources.Broker, entity));
        application.MapPost("/contacts", ([FromForm] SampleContact contact, IHttpClientFactory clients, CancellationToken cancellation) =>
            SendAsync(contact, sources.App(), clients, cancellation));
    }

    private static RazorComponentResult<TPage> Page<TPage>(string parameter, object value)
        where TPage : Microsoft.AspNetCore.Components.IComponent => new(new Dictionary<string, object?> { [parameter] = value });

    private static IResult ShowMessages(Broker broker, string entity, bool dead)
    {
        try
        {
            return Page<MessagesPage>("Page", MessageList.Read(broker, entity, dead));
        }
        catch (EntityNotFoundException)
        {
            return TypedResults.NotFound();
        }
    }

    private static async Task<IResult> ShowQueriesAsync(DashboardSources sources, string? slug)
    {
        if (slug is null) return Queries(sources, QueryForm.Blank, answer: null);
        return QueryBook.Questions.FirstOrDefault(question => question.Slug == slug) is { } known
            ? await QueryAsync(sources, QueryForm.Of(known))
            : TypedResults.NotFound();
    }

    private static async Task<IResult> QueryAsync(DashboardSources sources, QueryForm form) =>
        Queries(sources, form, await new QueryRun(sources.Account, sources.Database, TimeProvider.System).RunAsync(form));

    private static RazorComponentResult<QueriesPage> Queries(DashboardSources sources, QueryForm form, QueryAnswer? answer) =>
        Page<QueriesPage>("View", new QueryView { Containers = sources.Account.ContainerNames(sources.Database), Form = form, Answer = answer });

    private static async Task<IResult> RedriveAsync(Broker broker, string entity)
    {
        try
        {
            var moved = await broker.RedriveAsync(entity);
            return Back($"{moved} dead letters put back.");
        }
        catch (Exception failure) when (failure is EntityNotFoundException or InvalidOperationException)
        {
            return TypedResults.NotFound();
        }
    }

    private static async Task<IResult> SendAsync(SampleContact contact, RunningApp? app, IHttpClientFactory clients, CancellationToken cancellation)
    {
        if (app is null) return Back("The app is not running.");
        try
        {
            using var client = clients.CreateClient();
            return Back(await contact.SendAsync(client, app, cancellation) is { } status ? $"The webhook answered {status}." : "The site form has no secret: it is off.");
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return Back("The Functions host does not answer.");
        }
    }

    private static RedirectHttpResult Back(string notice) => TypedResults.LocalRedirect($"/?notice={Uri.EscapeDataString(notice)}");

    private static Overview Look(DashboardSources sources, string? notice)
    {
        var app = sources.App();
        var counts = sources.Broker.Entities.Select(entity => new EntityState(entity.Path, sources.Broker.Count(entity.Path))).ToList();
        return new Overview
        {
            Notice = notice,
            Parts =
            [
                new PartState("Functions host", At(app?.Addresses.Functions), app?.Host.HandlerProcessId is { } id ? $"the app runs as process {id}" : "the app is not running"),
                new PartState("Service Bus", At(app?.Addresses.ServiceBus), $"{counts.Sum(entity => entity.Counts.Active)} messages wait"),
                new PartState("Microsoft Graph", At(app?.Addresses.Graph), $"{sources.Mail.KnownMailboxes.Count} mailboxes"),
                new PartState("Cosmos DB", At(app?.Addresses.Cosmos), sources.Account.Faults.Current is null ? $"{sources.Account.ContainerNames(sources.Database).Count} containers" : "a fault is on"),
            ],
            Entities = counts,
            Contacts = LastContacts.Read(sources.Account, sources.Database),
        };
    }

    private static string At(int? port) => port is { } known ? LocalAddresses.At(known) : "";
}
