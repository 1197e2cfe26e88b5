using Omni.Functions.Customers;
using Omni.Functions.Customers.Likeness;

namespace Omni.Functions.Tests.Customers.Likeness;

/// <summary>The port with real conditions. Faults come from <see cref="BeforeCall"/> and <see cref="AfterCall"/>.</summary>
internal sealed class InMemoryKnownPeople : IKnownPeople
{
    private readonly Dictionary<string, KnownPerson> _people = new(StringComparer.Ordinal);
    private long _version;

    public Action<string> BeforeCall { get; set; } = static _ => { };

    public Action<string> AfterCall { get; set; } = static _ => { };

    public List<string> Calls { get; } = [];

    public IEnumerable<KnownPerson> All => _people.Values.OrderBy(static person => person.Id, StringComparer.Ordinal);

    public Task<IReadOnlyList<KnownPerson>> FindAsync(IReadOnlyCollection<string> customerIds, CancellationToken cancellation) =>
        Call<IReadOnlyList<KnownPerson>>("find", () => [.. customerIds.Select(id => _people.GetValueOrDefault(id)).OfType<KnownPerson>()]);

    public Task<IReadOnlyList<string>> FindByKeyAsync(string key, int limit, CancellationToken cancellation) =>
        Call<IReadOnlyList<string>>("find by key", () => [.. _people.Values.Where(person => person.Keys.Contains(key)).Take(limit).Select(static person => person.Id)]);

    public Task<KnownPerson> KeepAsync(KnownPerson person, CancellationToken cancellation) => Call("keep", () =>
    {
        if (_people.GetValueOrDefault(person.Id)?.ETag != person.ETag)
            throw new RivalWritersException("A rival was first.");
        return _people[person.Id] = person with { ETag = $"\"{++_version}\"" };
    });

    public Task ForgetAsync(string customerId, CancellationToken cancellation) => Call("forget", () => _people.Remove(customerId));

    private async Task<T> Call<T>(string name, Func<T> body)
    {
        await Task.Yield();
        lock (Calls)
        {
            BeforeCall(name);
            Calls.Add(name);
            var result = body();
            AfterCall(name);
            return result;
        }
    }
}
