using Omni.Functions.Bot;
using Omni.Functions.Bot.Topics;
using Omni.Functions.Bot.Understanding;
using Omni.Functions.Tests.Architecture;
using Xunit.Abstractions;

namespace Omni.Functions.Tests.Bot;

/// <summary>How well the topics that are shipped are recognised, on utterances of which one half was never looked at while they were written.</summary>
public sealed class TopicRecognitionTests(ITestOutputHelper output)
{
    private static readonly TopicRecogniser Recogniser = new(TopicFolder.Read(Path.Combine(Repository.Root, "functions", "bot")).Topics);

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
        Assert.Equal(All.Count / 2, All.Count(static utterance => utterance.Half == "held-out"));
        Assert.Equal(All.Count, All.DistinctBy(static utterance => utterance.Text).Count());
    }

    [Fact]
    public void Nine_of_ten_utterances_that_were_held_out_are_recognised()
    {
        var tuning = Accuracy("tuning");
        var heldOut = Accuracy("held-out");

        Assert.True(tuning >= 0.9, $"tuning {tuning:P1}");
        Assert.True(heldOut >= 0.9, $"held out {heldOut:P1}");
    }

    private double Accuracy(string half)
    {
        var utterances = All.Where(utterance => utterance.Half == half).ToList();
        var wrong = utterances.Select(utterance => (utterance, Heard: Heard(utterance.Text))).Where(static pair => pair.Heard.Topic != pair.utterance.Topic).ToList();
        foreach (var (utterance, heard) in wrong)
            output.WriteLine($"{half} {utterance.Topic} <> {heard.Topic} {heard.Confidence:F2}: {utterance.Text}");
        foreach (var language in TopicFolder.Languages)
            output.WriteLine($"{half} {language}: {1 - ((double)wrong.Count(pair => pair.utterance.Language == language) / utterances.Count(utterance => utterance.Language == language)):P1}");
        return 1 - ((double)wrong.Count / utterances.Count);
    }

    private static (string Topic, double Confidence) Heard(string text)
    {
        var (topic, confidence) = Recogniser.Recognise(text);
        return (topic is not null && confidence >= new BotOptions().Confidence ? topic.Name : Topic.None, confidence);
    }

    private sealed record Utterance(string Half, string Language, string Topic, string Text);
}
