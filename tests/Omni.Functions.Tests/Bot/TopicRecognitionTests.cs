using Omni.Functions.Bot;
using Omni.Functions.Bot.Topics;
using Omni.Functions.Bot.Understanding;
using Omni.Functions.Tests.Architecture;
using Xunit.Abstractions;

namespace Omni.Functions.Tests.Bot;

/// <summary>How well the topics that are shipped are recognised, on utterances of which one half was never looked at while they were written.</summary>
public sealed class TopicRecognitionTests(ITestOutputHelper output)
{
    private const string HeldOut = "held-out";

    private static readonly IReadOnlyList<Topic> Topics = TopicFolder.Read(Path.Combine(Repository.Root, "functions", "bot")).Topics;
    private static readonly TopicRecogniser Recogniser = new(Topics);

    private static readonly HashSet<string> Examples =
        [.. Topics.SelectMany(static topic => topic.Phrases.Values.Concat(topic.Keywords.Values)).SelectMany(static phrases => phrases).Select(Plain)];

    private static readonly IReadOnlyList<Utterance> All =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "tests", "Omni.Functions.Tests", "Bot", "utterances.tsv")).Select(static line => line.Split('\t'))
            .Select(static parts => new Utterance(parts[0], parts[1], parts[2], parts[3])),
    ];

    [Fact]
    public void There_are_three_hundred_utterances_half_of_them_Russian_and_half_held_out()
    {
        Assert.True(All.Count >= 300);
        Assert.Equal(All.Count / 2, All.Count(static utterance => utterance.Language == "ru"));
        Assert.Equal(All.Count / 2, All.Count(static utterance => utterance.Half == HeldOut));
        Assert.Equal(All.Count, All.DistinctBy(static utterance => utterance.Text).Count());
    }

    [Fact]
    public void No_sentence_that_was_held_out_is_an_example_of_a_topic() =>
        Assert.DoesNotContain(All, static utterance => utterance.Half == HeldOut && Words.Split(utterance.Text).Count >= 3 && Examples.Contains(Plain(utterance.Text)));

    [Fact]
    public void Nine_of_ten_utterances_that_were_held_out_are_recognised()
    {
        Accuracy("all that was held out", static utterance => utterance.Half == HeldOut);
        var unseen = Accuracy("held out and no example, in a word or two either", static utterance => utterance.Half == HeldOut && !Examples.Contains(Plain(utterance.Text)));

        Assert.True(unseen >= 0.9, $"{unseen:P1}");
    }

    private double Accuracy(string name, Func<Utterance, bool> counts)
    {
        var utterances = All.Where(counts).ToList();
        var right = utterances.Where(static utterance => Heard(utterance.Text) == utterance.Topic).ToList();
        foreach (var language in TopicFolder.Languages)
            output.WriteLine($"{name}, {language}: {(double)right.Count(utterance => utterance.Language == language) / utterances.Count(utterance => utterance.Language == language):P1}");
        output.WriteLine($"{name}: {(double)right.Count / utterances.Count:P1} of {utterances.Count}");
        return (double)right.Count / utterances.Count;
    }

    private static string Heard(string text)
    {
        var (topic, confidence) = Recogniser.Recognise(text);
        return topic is not null && confidence >= new BotOptions().Confidence ? topic.Name : Topic.None;
    }

    private static string Plain(string text) => string.Join(' ', Words.Split(text));

    private sealed record Utterance(string Half, string Language, string Topic, string Text);
}
