using System.Text.Json;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers;

/// <summary>The stores, several processes before them and a bus that delivers what is not done again: to any of them, or to one that has just started.</summary>
internal sealed class World
{
    private const int Processes = 3;

    private readonly Random _chance;
    private readonly ContactResolution[] _processes;

    public World(int seed)
    {
        _chance = new Random(seed);
        _processes = [.. Enumerable.Range(0, Processes).Select(_ => Start())];
    }

    public static ResolutionOptions Options { get; } = UsualOptions with { RivalDelay = TimeSpan.FromTicks(1) };

    public InMemoryCustomerStore Store { get; } = new();

    public InMemoryCustomerPairs Pairs { get; } = new();

    /// <summary>From now on a process dies at one of so many calls, before or after it is done; 0 for never.</summary>
    public void Die(int oneOf)
    {
        Store.BeforeCall = Store.AfterCall = Pairs.BeforeCall = Pairs.AfterCall = oneOf == 0 ? static _ => { } : _ =>
        {
            lock (_chance)
            {
                if (_chance.Next(oneOf) == 0)
                    throw new CrashException();
            }
        };
    }

    /// <summary>Each contact one to three times, in any order, in batches.</summary>
    public async Task DeliverAsync(Contact[] history)
    {
        foreach (var batch in BatchesOf([.. history.SelectMany(contact => Enumerable.Repeat(contact, _chance.Next(1, 4)))]))
            await DeliverUntilDoneAsync(batch);
    }

    /// <summary>Each contact twice, in any order, to several processes at once. Its second delivery is in the same session, and waits for the first.</summary>
    public async Task DeliverToRivalsAsync(Contact[] history)
    {
        for (var delivery = 0; delivery < 2; delivery++)
        {
            await Parallel.ForEachAsync(
                BatchesOf([.. history]), new ParallelOptions { MaxDegreeOfParallelism = Processes }, async (batch, _) => await DeliverUntilDoneAsync(batch));
        }
    }

    /// <summary>Everything in the stores but the etags.</summary>
    public string Everything() => string.Join('\n',
    [
        .. Store.Profiles.OrderBy(static profile => profile.Id, StringComparer.Ordinal).Select(Json),
        .. Store.Links.OrderBy(static link => link.Id, StringComparer.Ordinal).Select(static link => JsonSerializer.Serialize(link with { ETag = null }, CustomerJson.Default.IdentityLink)),
        .. Pairs.All.Select(static pair => JsonSerializer.Serialize(pair with { ETag = null }, CustomerJson.Default.CustomerPair)),
        .. Store.Entries.Select(static entry => $"{entry.CustomerId} {entry.Contact.Id}").Order(StringComparer.Ordinal),
    ]);

    private List<Contact[]> BatchesOf(Contact[] deliveries)
    {
        _chance.Shuffle(deliveries);
        var batches = new List<Contact[]>();
        for (var done = 0; done < deliveries.Length; done += batches[^1].Length)
            batches.Add(deliveries[done..Math.Min(deliveries.Length, done + _chance.Next(1, 6))]);
        return batches;
    }

    private async Task DeliverUntilDoneAsync(Contact[] batch)
    {
        for (var attempt = 0; attempt < 50; attempt++)
        {
            try
            {
                await ProcessNow().ResolveAsync(batch, CancellationToken.None);
                return;
            }
            catch (Exception failure) when (failure is CrashException or RivalWritersException)
            {
                // The bus delivers it again.
            }
        }

        throw new InvalidOperationException("No end to it.");
    }

    private ContactResolution ProcessNow()
    {
        lock (_chance)
        {
            var which = _chance.Next(Processes);
            return _chance.Next(5) == 0 ? _processes[which] = Start() : _processes[which];
        }
    }

    private ContactResolution Start() => Resolution(Store, Options, pairs: Pairs);

#pragma warning disable CA1032, CA1064 // Only this file throws and sees it.
    private sealed class CrashException : Exception;
#pragma warning restore CA1032, CA1064
}
