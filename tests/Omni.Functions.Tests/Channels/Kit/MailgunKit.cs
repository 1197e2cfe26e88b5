using System.Text;
using Omni.Functions.Channels;

namespace Omni.Functions.Tests.Channels.Kit;

public sealed class MailgunKit : ProviderKit<MailgunKit>, IProvider
{
    public static string Name => "mailgun";

    /// <summary>Mailgun signs a time and a token, not the mail.</summary>
    protected override bool SignsContent => false;

    [Theory]
    [InlineData("multipart/form-data; boundary=b", "--b\r\n", "a:\n", "\r\n\r\nx\r\n--b--")]
    [InlineData("multipart/form-data; boundary=b", "", "--b\r\n", "--b--")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=token\r\n\r\n", "token", "\r\n--b--")]
    [InlineData("application/x-www-form-urlencoded", "", "a=b&", "")]
    [InlineData("application/x-www-form-urlencoded", "token=", "token", "")]
    [InlineData("application/json", "{\"signature\":[", "[],", "[]]}")]
    public void A_flood_without_a_proof_costs_hardly_any_memory(string contentType, string before, string piece, string after)
    {
        var request = Samples.Request(Name, "attachment") with { ContentType = contentType, Body = Encoding.ASCII.GetBytes(before + Flood(piece) + after) };

        var (verdict, allocated) = Costs(() => Samples.Channel(Name).Prove(request));

        Assert.Equal(WebhookVerdict.Missing, verdict);
        Assert.InRange(allocated, 0, 100_000);
    }

    [Fact]
    public void A_flood_of_headers_with_a_proof_is_refused_at_a_fraction_of_its_cost()
    {
        var proven = Samples.Proven(Samples.Call(Name, "attachment"));
        var flooded = Encoding.UTF8.GetString(proven.Body.Span).Replace(
            "Content-Type: image/png\r\n", $"Content-Type: image/png\r\n{Flood("a:\n")}", StringComparison.Ordinal);
        var request = proven with { Body = Encoding.UTF8.GetBytes(flooded) };

        var (normalised, allocated) = Costs(() => Samples.Channel(Name).Normalise(request));

        Assert.Equal(WebhookVerdict.Proven, Samples.Channel(Name).Prove(request));
        Assert.StartsWith("Send ", normalised.Refusal, StringComparison.Ordinal);
        Assert.InRange(allocated, 0, 10 * request.Body.Length);
    }

    private static string Flood(string piece) => new StringBuilder().Insert(0, piece, 500_000).ToString();

    private static (T Outcome, long Allocated) Costs<T>(Func<T> act)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var outcome = act();
        return (outcome, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
