using System.Diagnostics;
using Omni.Functions.Contacts;
using Omni.Functions.Customers.Replaying;
using static Omni.Functions.Tests.Customers.People;
namespace Omni.Functions.Tests.Customers.Replaying;
public sealed class ReplaySpeedTmp
{
    [Theory]
    [InlineData(100_000, 20_000)]
    [InlineData(100_000, 500)]
    public void Speed(int contacts, int people)
    {
        var random = new Random(1);
        var entries = new List<HistoryEntry>();
        for (var i = 0; i < contacts; i++)
        {
            var p = random.Next(people);
            var kinds = new[] { $"verified telegram_user_id:{p}", $"asserted phone:+7495{p:D7}", $"claimed email:{p}@example.org", $"claimed phone:+7495{random.Next(people):D7}" };
            var told = kinds.Where(_ => random.Next(3) == 0).ToArray();
            var c = Telling(i, told);
            entries.Add(new HistoryEntry($"{p:D32}", c with { From = c.From with { DisplayName = $"Name {p}" }, Kind = i % 3 == 0 ? ContactKind.Form : ContactKind.Message }));
        }
        var before = GC.GetTotalMemory(true);
        var watch = Stopwatch.StartNew();
        var replayed = ReplayRules.Replay(new History { Entries = entries }, UsualOptions);
        var t1 = watch.Elapsed;
        var d = DifferenceRules.Between(new History { Entries = entries }, replayed);
        var t2 = watch.Elapsed;
        File.AppendAllText("/tmp/speed.txt", $"{contacts}/{people}: replay {t1}, difference {t2 - t1}, customers {replayed.Customers.Count}, suggestions {d.Suggestions}, merges {d.Merges.Count}, splits {d.Splits.Count}, mem before {before / 1e6} MB, after {GC.GetTotalMemory(true) / 1e6}, peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6}\n");
        GC.KeepAlive(entries);
    }
}
