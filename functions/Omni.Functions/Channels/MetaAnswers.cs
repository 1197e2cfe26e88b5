namespace Omni.Functions.Channels;

/// <summary>What Meta's Graph API says of a message that it did not take.</summary>
/// <remarks>https://developers.facebook.com/docs/graph-api/guides/error-handling</remarks>
internal static class MetaAnswers
{
    /// <summary>So long after the person's last message everything may be written.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    /// <summary>Of too many requests: of the app, of the account, of the pair of numbers, and of WhatsApp's throughput.</summary>
    private static readonly HashSet<long> TooMany = [4, 80007, 130429, 131048, 131056, 613];

    /// <summary>"Unknown error" and "service temporarily unavailable": whether the message went out is not said.</summary>
    private static readonly HashSet<long> Unclear = [1, 2, 131000, 131016];

    public static SendOutcome Failure(ProviderAnswer answer)
    {
        if (answer.Json.At("error"u8).Whole("code"u8) is not { } code)
            return answer.ByStatus(code: null);
        if (TooMany.Contains(code))
            return new SendLater(answer.RetryAfter);
        return Unclear.Contains(code) ? new SendingUnclear($"meta{code}") : new SendingRefused($"meta{code}");
    }
}
