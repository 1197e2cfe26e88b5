namespace Omni.Operations.Redrive;

/// <summary>Whose dead letters: a queue, or a subscription of a topic.</summary>
public sealed record DeadLetterAddress(string Entity, string? Subscription)
{
    /// <param name="path"><c>queue</c> or <c>topic/subscription</c>.</param>
    public static DeadLetterAddress? Parse(string path) =>
        path.Split('/') switch
        {
            [{ Length: > 0 } queue] => new DeadLetterAddress(queue, null),
            [{ Length: > 0 } topic, { Length: > 0 } subscription] => new DeadLetterAddress(topic, subscription),
            _ => null,
        };

    public override string ToString() => Subscription is null ? Entity : $"{Entity}/{Subscription}";
}
