using System.Text.Json;
using Omni.Drivers.Providers;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Channels.Kit;

/// <summary>
/// What every provider has to stand. A new one derives a class, names itself, and lays into its folder under Samples: its payloads with
/// what to make of each, and <c>signatures.json</c> with proofs that were not computed by this code.
/// </summary>
public abstract class ProviderKit<TProvider>
    where TProvider : IProvider
{
    /// <summary>Names of samples that must be there: an ordinary contact, one nobody can show, an event nobody knows.</summary>
    protected virtual IReadOnlyList<string> RequiredSamples => ["text", "unsupported", "unknown-event"];

    /// <summary>Whether the proof is over the content; false where it is a secret that travels along.</summary>
    protected virtual bool SignsContent => true;

    /// <summary>A part of an ordinary body that must be refused: where the middle of it still says everything, less.</summary>
    protected virtual byte[] CutShort(byte[] body) => body[..(body.Length / 2)];

#pragma warning disable CA1000 // The runner looks for a theory's data on the class that has the theory.
    public static TheoryData<string> SampleNames => [.. Samples.Names(TProvider.Name)];

    public static TheoryData<string> ProofNames => [.. Proofs().Select(item => item.GetProperty("name").GetString()!)];
#pragma warning restore CA1000

    private static IChannel Channel => Samples.Channel(TProvider.Name);

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void A_sample_gives_what_is_written_beside_it(string name)
    {
        var expected = Samples.Expected(TProvider.Name, name);

        var normalised = Channel.Normalise(Samples.Request(TProvider.Name, name));

        Assert.Null(normalised.Refusal);
        Assert.Equal(ExpectedParts.Lines(expected, "contacts"), ExpectedParts.Lines(normalised.Contacts, expected, "contacts"));
        Assert.Equal(ExpectedParts.Lines(expected, "updates"), ExpectedParts.Lines(normalised.Updates, expected, "updates"));
        Assert.Equal(ExpectedParts.Lines(expected, "changes"), ExpectedParts.Lines(normalised.Changes));
        Assert.Equal(ExpectedParts.Lines(expected, "ignored"), ExpectedParts.Lines(normalised.Ignored));
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void The_same_delivery_gives_the_same_ids_a_few_seconds_later(string name)
    {
        var request = Samples.Request(TProvider.Name, name);

        var again = Channel.Normalise(request with { ReceivedAt = request.ReceivedAt.AddSeconds(20) });

        Assert.Equal(Samples.Ids(Channel.Normalise(request)), Samples.Ids(again));
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void What_holds_for_every_contact_holds(string name)
    {
        foreach (var contact in Channel.Normalise(Samples.Request(TProvider.Name, name)).Contacts)
        {
            Assert.Equal(ContactId.From(contact.Provider, contact.Account, contact.ProviderMessageId), contact.Id);
            Assert.Equal(TProvider.Name, contact.Provider);
            Assert.Equal(Samples.ReceivedAt, contact.ReceivedAt);
            Assert.Equal("inbound", contact.Direction);
            Assert.NotEmpty(JsonSerializer.SerializeToUtf8Bytes(contact, ContactJson.Default.Contact));
        }
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void What_holds_for_every_change_holds(string name)
    {
        foreach (var change in Channel.Normalise(Samples.Request(TProvider.Name, name)).Changes)
        {
            Assert.Equal(TProvider.Name, change.System);
            Assert.Equal(Samples.ReceivedAt, change.ReceivedAt);
            Assert.Equal(CrmIdentity.Of(change.System, change.Account, change.EntityId), change.Identities[0]);
            Assert.NotNull(change.Raw);
        }
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void A_sample_is_proven_with_the_providers_proof_and_not_without(string name)
    {
        var call = Samples.Call(TProvider.Name, name);

        Assert.Equal(WebhookVerdict.Proven, Channel.Prove(Samples.Proven(call)));
        Assert.NotEqual(WebhookVerdict.Proven, Channel.Prove(Samples.Received(call.ProvenBy()) with { Body = Unproven(call) }));
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void No_secret_is_published(string name)
    {
        var content = Channel.Normalise(Samples.Proven(Samples.Call(TProvider.Name, name)));

        var published = ExpectedParts.Text(content);
        Assert.All(Samples.Secrets(TProvider.Name), secret => Assert.DoesNotContain(secret, published, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(ProofNames))]
    public void A_sender_is_proven_or_not(string name)
    {
        var item = Proofs().Single(item => item.GetProperty("name").GetString() == name);

        var verdict = Channel.Prove(ProofCase.Request(Samples.Call(TProvider.Name, Samples.Ordinary(TProvider.Name)), item));

        Assert.Equal(item.GetProperty("verdict").GetString(), verdict.ToString(), ignoreCase: true);
    }

    [Fact]
    public void The_proofs_that_matter_are_there()
    {
        string[] needed = SignsContent ? ["good", "tampered", "missing", "malformed", "wrong secret"] : ["good", "missing", "malformed", "wrong secret"];

        Assert.Superset(needed.ToHashSet(), Proofs().Select(item => item.GetProperty("name").GetString()!).ToHashSet());
    }

    [Fact]
    public void The_samples_that_matter_are_there()
    {
        Assert.Superset(RequiredSamples.ToHashSet(), Samples.Names(TProvider.Name).ToHashSet());
        if (Samples.Signatures(TProvider.Name).GetProperty("batches").GetBoolean())
            Assert.True(Samples.Ids(Channel.Normalise(Samples.Request(TProvider.Name, "batch"))).Count() > 1);
    }

    [Fact]
    public void A_body_cut_short_is_refused_with_advice()
    {
        var request = Samples.Request(TProvider.Name, Samples.Ordinary(TProvider.Name));

        var normalised = Channel.Normalise(request with { Body = CutShort(request.Body.ToArray()) });

        Assert.Empty(Samples.Ids(normalised));
        Assert.StartsWith("Send ", normalised.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_of_an_unknown_kind_is_ignored_with_success()
    {
        if (!RequiredSamples.Contains("unknown-event"))
            return;
        var request = Samples.Proven(Samples.Call(TProvider.Name, "unknown-event"));

        var normalised = Channel.Normalise(request);

        Assert.Empty(Samples.Ids(normalised));
        Assert.Contains(normalised.Ignored, part => part.Reason == IgnoredReason.UnknownEvent);
        Assert.InRange(Channel.Accept(request, normalised).Status, 200, 299);
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void Ten_thousand_damaged_requests_never_throw_and_never_give_a_contact_without_a_proof(string name) =>
        DamagedRequests.Check(Channel, Samples.Proven(Samples.Call(TProvider.Name, name)), SignsContent);

    /// <summary>The body without a secret in it, where that is where the secret travels.</summary>
    protected virtual byte[] Unproven(ProviderCall call) => call.Body;

    private static List<JsonElement> Proofs() => [.. Samples.Signatures(TProvider.Name).GetProperty("cases").EnumerateArray()];
}
