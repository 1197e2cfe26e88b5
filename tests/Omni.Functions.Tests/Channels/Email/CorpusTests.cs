using Xunit.Abstractions;

namespace Omni.Functions.Tests.Channels.Email;

public sealed class CorpusTests(ITestOutputHelper output)
{
    public static TheoryData<string> Mails(string set) => new(CorpusMail.Of(set).Select(mail => mail.Name));

    [Theory]
    [MemberData(nameof(Mails), CorpusMail.Known)]
    public void What_somebody_newly_wrote_is_found(string name)
    {
        var mail = CorpusMail.Named(name);

        Assert.Equal(mail.Own, mail.Cut());
        Assert.Equal(mail.Own, mail.Cut("\r\n"));
    }

    [Theory]
    [InlineData(1.0, CorpusMail.Known)]
    [InlineData(0.96, CorpusMail.Unseen)]
    [InlineData(0.98, CorpusMail.Known, CorpusMail.Unseen)]
    public void The_rate_of_exact_matches_does_not_fall(double reached, params string[] sets)
    {
        var mails = sets.SelectMany(CorpusMail.Of).ToList();
        var missed = mails.Where(mail => mail.Own != mail.Cut()).ToList();
        var rate = (mails.Count - missed.Count) / (double)mails.Count;

        output.WriteLine($"{string.Join(" and ", sets)}: {rate:P1} of {mails.Count}");
        missed.ForEach(mail => output.WriteLine($"{mail.Name}\n--- expected\n{mail.Own}\n--- found\n{mail.Cut()}\n"));
        Assert.True(rate >= reached, $"{rate:P1} of {string.Join(" and ", sets)} after {reached:P1}.");
    }
}
