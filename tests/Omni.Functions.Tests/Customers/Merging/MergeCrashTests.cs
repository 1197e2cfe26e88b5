using Omni.Functions.Contacts;
using Omni.Functions.Customers.Merging;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers.Merging;

/// <summary>The process dies or an answer is lost between any two calls of a merge or an undo; asked again, the end is the same.</summary>
public sealed class MergeCrashTests
{
    private const int LastCall = 60;

    private static readonly string[] _phones = [.. Enumerable.Range(0, 3).Select(i => $"phone:+7495000000{i}").OrderBy(Desk.IdOf, StringComparer.Ordinal)];

    private static readonly Contact[] _since =
    [
        Contact(20, _phones[2]), Contact(21, _phones[0]), Contact(22, "email:new@example.org", _phones[2]), Contact(23, "email:new@example.org"),
    ];

    public static TheoryData<int, bool> CrashPoints
    {
        get
        {
            var points = new TheoryData<int, bool>();
            for (var call = 1; call <= LastCall; call++)
            {
                points.Add(call, false);
                points.Add(call, true);
            }

            return points;
        }
    }

    [Theory]
    [MemberData(nameof(CrashPoints))]
    public async Task A_merge_cut_off_at_any_call_is_finished_by_the_same_request(int fatalCall, bool afterTheCall)
    {
        var undisturbed = await MetAsync();
        await MergeAsync(undisturbed);
        var desk = await MetAsync();
        using (new Crash(desk, fatalCall, afterTheCall))
            await UntilDoneAsync(() => MergeAsync(desk));

        // Links that were not shortened are so on their way to the customer.
        await desk.DeliverAsync(Contact(2, _phones[2]));
        Assert.Equal(undisturbed.Picture(), desk.Picture());
    }

    [Theory]
    [MemberData(nameof(CrashPoints))]
    public async Task A_merge_cut_off_at_any_call_is_finished_by_the_next_contact(int fatalCall, bool afterTheCall)
    {
        var desk = await MetAsync();
        using (new Crash(desk, fatalCall, afterTheCall))
            await OnceAsync(() => MergeAsync(desk));

        await desk.DeliverEachAsync(Contact(30, _phones[2]), Contact(31, _phones[0]), Contact(2, _phones[2]));

        var living = desk.Store.Profiles.Where(profile => !profile.IsFrozen).ToList();
        Assert.InRange(living.Count, 1, 2);
        Assert.Equal(5, living.Sum(profile => profile.ContactCount));
        Assert.Equal(5, desk.Store.EntryCount);
        Assert.All(
            desk.Store.Profiles.Where(profile => profile.IsFrozen),
            frozen => Assert.Contains(living, customer => customer.Absorbed.Contains(frozen.Id)));
    }

    [Theory]
    [MemberData(nameof(CrashPoints))]
    public async Task An_undo_cut_off_at_any_call_is_finished_by_the_same_request_whatever_is_delivered_meanwhile(int fatalCall, bool afterTheCall)
    {
        var (undisturbed, mergeId) = await MergedAsync();
        await undisturbed.UndoAsync(mergeId);
        await undisturbed.DeliverEachAsync(_since);

        var (desk, sameId) = await MergedAsync();
        using (new Crash(desk, fatalCall, afterTheCall))
        {
            await UntilDoneAsync(async () =>
            {
                var outcome = await desk.UndoAsync(sameId);
                Assert.True(outcome is Undone or Refused);
            }, async () => await desk.DeliverEachAsync(_since[0], _since[3]));
        }

        await desk.DeliverEachAsync(_since);
        Assert.Equal(undisturbed.Picture(), desk.Picture());
    }

    [Fact]
    public async Task An_undo_and_a_merge_take_fewer_calls_than_were_tried()
    {
        var (desk, mergeId) = await MergedAsync();
        var (store, pairs) = (desk.Store.Calls, desk.Pairs.Calls);
        await desk.UndoAsync(mergeId);
        Assert.InRange(desk.Store.Calls - store + desk.Pairs.Calls - pairs, 1, LastCall);
    }

    /// <summary>Three people, the second of whom has absorbed the third.</summary>
    private static async Task<Desk> MetAsync()
    {
        var desk = new Desk();
        await desk.DeliverEachAsync(Contact(0, _phones[0]), Contact(1, _phones[1]), Contact(2, _phones[2]));
        await desk.JoinAsync(Desk.IdOf(_phones[1]), Desk.IdOf(_phones[2]));
        return desk;
    }

    private static async Task MergeAsync(Desk desk) => Assert.True(await desk.MergeAsync(Desk.IdOf(_phones[0]), Desk.IdOf(_phones[2])) is Merged or Refused);

    private static async Task<(Desk Desk, string MergeId)> MergedAsync()
    {
        var desk = await MetAsync();
        var mergeId = await desk.JoinAsync(Desk.IdOf(_phones[0]), Desk.IdOf(_phones[1]));
        await desk.DeliverEachAsync(_since);
        return (desk, mergeId);
    }

    private static async Task UntilDoneAsync(Func<Task> request, Func<Task>? meanwhile = null)
    {
        while (!await OnceAsync(request))
        {
            if (meanwhile is not null)
                await meanwhile();
        }
    }

    private static async Task<bool> OnceAsync(Func<Task> request)
    {
        try
        {
            await request();
            return true;
        }
        catch (CrashException)
        {
            return false;
        }
    }

    /// <summary>Strikes once, at one call of either store.</summary>
    private sealed class Crash : IDisposable
    {
        private readonly Desk _desk;

        public Crash(Desk desk, int fatalCall, bool afterTheCall)
        {
            _desk = desk;
            var calls = 0;
            void Strike(string name)
            {
                if (++calls == fatalCall)
                    throw new CrashException();
            }

            if (afterTheCall)
                desk.Store.AfterCall = desk.Pairs.AfterCall = Strike;
            else
                desk.Store.BeforeCall = desk.Pairs.BeforeCall = Strike;
        }

        public void Dispose() =>
            _desk.Store.BeforeCall = _desk.Store.AfterCall = _desk.Pairs.BeforeCall = _desk.Pairs.AfterCall = static _ => { };
    }

#pragma warning disable CA1032, CA1064 // Only this file throws and sees it.
    private sealed class CrashException : Exception;
#pragma warning restore CA1032, CA1064
}
