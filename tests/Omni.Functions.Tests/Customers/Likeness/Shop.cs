using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Golden;
using Omni.Functions.Customers.Likeness;
using Omni.Functions.Customers.Matching;
using Omni.Functions.Customers.Merging;
using Omni.Functions.Customers.Suggestions;
using Omni.Functions.Tests.Customers.Merging;
using Omni.Functions.Tests.Worker;
using Omni.Worker;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers.Likeness;

/// <summary>Customers who came in by forms, each from an identity of their own, and the timer that looks for people among them.</summary>
internal sealed class Shop : IDisposable
{
    private int _forms;

    public Desk Desk { get; } = new();

    public InMemoryCustomerStore Store => Desk.Store;

    public InMemoryCustomerPairs Pairs => Desk.Pairs;

    public InMemoryKnownPeople People { get; } = new();

    public LogRecords Log { get; } = new();

    public FakeTimeProvider Clock { get; } = new(Morning.AddHours(1));

    public InMemoryChangedCustomers Changes { get; }

    public LikenessOptions Options { get; set; } = new(UsualOptions.IdSalt.ToArray(), new MatchOptions(), ProfileOptions.Default);

    public Shop() => Changes = new InMemoryChangedCustomers(Store);

    public void Dispose() => Log.Dispose();

    /// <summary>Somebody fills a form in.</summary>
    /// <param name="identity">Such as <c>verified email:a@example.com</c>.</param>
    /// <param name="name">As a whole; null when the form asks for first and last name.</param>
    /// <param name="fields">By the name that the form gives them.</param>
    /// <returns>Which customer it is.</returns>
    public async Task<string> FormAsync(string identity, string? name, params (string Name, string? Value)[] fields)
    {
        var told = Telling(++_forms, identity);
        var contact = told with
        {
            Kind = ContactKind.Form,
            From = told.From with { DisplayName = name },
            Extras = fields.Where(static field => field.Value is not null).ToDictionary(static field => field.Name, static field => JsonSerializer.SerializeToElement(field.Value), StringComparer.Ordinal),
        };
        await Resolution(Store, UsualOptions, pairs: Pairs).ResolveAsync([contact], default);
        return Store.Entries.Single(entry => entry.Contact.Id == contact.Id).CustomerId;
    }

    public Task RunAsync() => new SuggestSimilarCustomers(
            Changes, new SimilarCustomers(Store, People, Pairs, Options, Clock), Options, Clock, new LoggerFactory([Log]).CreateLogger<SuggestSimilarCustomers>())
        .Run(new TimerInfo(), default);

    public Task<MergeOutcome> RejectAsync(string id) =>
        new DecideSuggestion(Store, Pairs, Desk.Merging(), new RivalPatience(UsualOptions, Clock), Clock).RejectAsync(id, "olga", "Sisters.", default);
}
