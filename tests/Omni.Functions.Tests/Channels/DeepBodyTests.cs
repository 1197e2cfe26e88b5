using System.Buffers;
using System.Text;
using System.Text.Json;
using Omni.Functions.Contacts;
using Omni.Functions.Stores;
using Omni.Functions.Tests.Contacts;
using Omni.Functions.Timeline;

namespace Omni.Functions.Tests.Channels;

public sealed class DeepBodyTests
{
    private const int Deepest = 32;

    [Fact]
    public void A_body_of_33_levels_is_refused()
    {
        Assert.Null(Submitted(Deepest).Refusal);
        Assert.Contains("32 levels", Submitted(Deepest + 1).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_deepest_accepted_body_comes_back_from_event_and_timeline()
    {
        var sent = Submitted(Deepest).Contacts.Single();

        var read = await OverTheTopic(sent);
        var entry = OverTheStore(read);
        var answer = JsonSerializer.Serialize(new TimelinePage([entry], null), TimelineJson.Answers.TimelinePage);

        Assert.Equal(Nested(Deepest - 1), read.Extras["deep"].GetRawText());
        Assert.Equal(Nested(Deepest - 1), entry.Contact!.Extras["deep"].GetRawText());
        using var readByOthers = JsonDocument.Parse(answer);
    }

    [Fact]
    public async Task What_was_accepted_when_bodies_could_be_deeper_can_be_read()
    {
        var nested = Nested(64);
        using var deep = JsonDocument.Parse(nested);
        var kept = Sample.Contact("c1") with { Extras = new Dictionary<string, JsonElement> { ["deep"] = deep.RootElement } };

        var entry = OverTheStore(await OverTheTopic(kept));

        Assert.Equal(nested, entry.Contact!.Extras["deep"].GetRawText());
        Assert.Contains(nested, JsonSerializer.Serialize(new TimelinePage([entry], null), TimelineJson.Answers.TimelinePage), StringComparison.Ordinal);
    }

    private static Omni.Functions.Channels.NormalisedRequest Submitted(int levels) =>
        Samples.Channel("form").Normalise(
            Samples.Request("form", "text") with { Body = Encoding.UTF8.GetBytes($$"""{"message":"hello","deep":{{Nested(levels - 1)}}}""") });

    private static string Nested(int levels) => new string('[', levels) + new string(']', levels);

    private static async Task<Contact> OverTheTopic(Contact contact)
    {
        var message = new ArrayBufferWriter<byte>();
        ContactEvent.Write(message, contact);
        return Assert.IsType<ReadableContact>(await ContactEvent.ReadAsync(message.WrittenMemory, new ClaimsInMemory(), default)).Contact;
    }

    private static TimelineEntry OverTheStore(Contact contact) =>
        CosmosDocuments.Read(EntryDocument.Of("customer", contact), TimelineJson.Default.TimelineEntry);
}
