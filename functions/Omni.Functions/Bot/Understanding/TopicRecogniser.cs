using System.Collections.Frozen;
using Omni.Functions.Bot.Topics;

namespace Omni.Functions.Bot.Understanding;

/// <summary>
/// Says what a text is about, by the phrases and keywords that topics give as examples: logistic regression over <see cref="Features"/>, learnt when it is made, always with the same result. Immutable, thread-safe.
/// </summary>
internal sealed class TopicRecogniser
{
    private const int Rounds = 30;
    /// <summary>Of the features of a text; letters in any order have some in common with a word.</summary>
    private const double LeastKnown = 0.3;

    private const float FirstStep = 1.5f;
    private const float Decay = 0.1f;
    private const float Shrinking = 1e-4f;

    private readonly IReadOnlyList<Topic> _topics;
    private readonly FrozenDictionary<string, Feature> _features;

    /// <summary>Of each feature, one after the other, its weight for each topic.</summary>
    private readonly float[] _weights;

    public TopicRecogniser(IReadOnlyList<Topic> topics)
    {
        _topics = topics;
        var examples = topics.SelectMany(static (topic, at) => ExamplesOf(topic).Select(text => (Topic: at, Counts: Features.Of(text)))).ToList();
        _features = Weigh(examples.Select(static example => example.Counts), examples.Count).ToFrozenDictionary(StringComparer.Ordinal);
        _weights = new float[_features.Count * topics.Count];
        Learn([.. examples.Select(example => (example.Topic, Vector: VectorOf(example.Counts)))]);
    }

    /// <returns>The likeliest topic and how likely it is, from 0 to 1; null when hardly anything of the text was ever seen.</returns>
    public (Topic? Topic, double Confidence) Recognise(string text)
    {
        var counts = Features.Of(text);
        var vector = VectorOf(counts);
        if (vector.Count < LeastKnown * counts.Count || vector.Count == 0)
            return (null, 0);
        var likely = Likely(vector);
        var best = Array.IndexOf(likely, likely.Max());
        return (_topics[best], likely[best]);
    }

    private static IEnumerable<string> ExamplesOf(Topic topic) =>
        topic.Phrases.Values.Concat(topic.Keywords.Values).SelectMany(static phrases => phrases).Concat(topic.Button?.Values ?? []);

    /// <summary>What few examples have tells more.</summary>
    private static Dictionary<string, Feature> Weigh(IEnumerable<Dictionary<string, int>> examples, int count)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var feature in examples.SelectMany(static example => example.Keys))
            seen[feature] = seen.GetValueOrDefault(feature) + 1;
        return seen.Select((feature, at) => (feature.Key, new Feature(at, MathF.Log((1f + count) / (1 + feature.Value)) + 1))).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>Of length one, so that a long text weighs no more than a short one.</summary>
    private List<(int At, float Value)> VectorOf(Dictionary<string, int> counts)
    {
        var vector = new List<(int At, float Value)>(counts.Count);
        foreach (var (name, count) in counts)
        {
            if (_features.TryGetValue(name, out var feature))
                vector.Add((feature.At, (1 + MathF.Log(count)) * feature.Weight));
        }

        var length = MathF.Sqrt(vector.Sum(static part => part.Value * part.Value));
        return [.. vector.Select(part => (part.At, part.Value / length))];
    }

    /// <summary>Stochastic gradient descent; a prime walks through all examples without any chance.</summary>
    private void Learn(IReadOnlyList<(int Topic, List<(int At, float Value)> Vector)> examples)
    {
        const int Stride = 7919;
        for (var round = 0; round < Rounds; round++)
        {
            var step = FirstStep / (1 + (Decay * round));
            for (var turn = 0; turn < examples.Count; turn++)
                Learn(examples[(int)(((long)turn * Stride) + round) % examples.Count], step);
        }
    }

    private void Learn((int Topic, List<(int At, float Value)> Vector) example, float step)
    {
        var errors = Likely(example.Vector);
        errors[example.Topic] -= 1;
        foreach (var (at, value) in example.Vector)
        {
            var weights = WeightsOf(at);
            for (var topic = 0; topic < errors.Length; topic++)
                weights[topic] -= step * ((errors[topic] * value) + (Shrinking * weights[topic]));
        }
    }

    private float[] Likely(List<(int At, float Value)> vector)
    {
        var scores = new float[_topics.Count];
        foreach (var (at, value) in vector)
        {
            var weights = WeightsOf(at);
            for (var topic = 0; topic < scores.Length; topic++)
                scores[topic] += weights[topic] * value;
        }

        var highest = scores.Max();
        var sum = 0f;
        for (var topic = 0; topic < scores.Length; topic++)
            sum += scores[topic] = MathF.Exp(scores[topic] - highest);
        for (var topic = 0; topic < scores.Length; topic++)
            scores[topic] /= sum;
        return scores;
    }

    private Span<float> WeightsOf(int feature) => _weights.AsSpan(feature * _topics.Count, _topics.Count);

    /// <param name="At">Its place.</param>
    /// <param name="Weight">How much it tells.</param>
    private sealed record Feature(int At, float Weight);
}
