namespace Omni.Functions.Channels.Email.Threading;

/// <summary>The thread a mail belongs to, found out from the mail alone.</summary>
/// <param name="Id">See <see cref="ThreadId"/>.</param>
/// <param name="RelatedTo">The thread the mail names but does not come into, because it is with somebody else or its sender is not certain; null when there is none.</param>
/// <param name="IsSubjectChanged">Whether it is known that the thread had another subject.</param>
internal sealed record MailThread(string Id, string? RelatedTo, bool IsSubjectChanged)
{
    private const int MostReferences = 50;
    private static readonly string[] AddressHeaders = ["To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Forwarded-To"];

    /// <param name="key">Ours.</param>
    /// <param name="headers">All headers of the mail.</param>
    /// <param name="party">Who wrote it.</param>
    /// <param name="account">The address of ours it was delivered to.</param>
    /// <param name="subject">Its subject.</param>
    /// <param name="substitute">Stands for a <c>Message-ID</c> where it has none; the same for each delivery of the mail.</param>
    public static MailThread Of(ReplyKey key, MailHeaders headers, ThreadParty party, string account, string? subject, string substitute)
    {
        var own = headers.MessageId("Message-ID") ?? substitute;
        var answered = Answered(headers);
        var root = party.Name.Length == 0 || answered.Count == 0 ? own : answered[0];
        var token = Token(key, [account, .. AddressHeaders.SelectMany(headers.Addresses), .. Latest(answered)], party);
        if (token is null)
            return new MailThread(ThreadId.Of(key, root, party.Name), party.Posed is { } posed && root != own ? ThreadId.Of(key, root, posed) : null, IsTopicChanged(headers, subject));

        var isChanged = !token.HasSubject(key, subject);
        return token.IsFor(key, party.Name)
            ? new MailThread(token.Thread, null, isChanged)
            : new MailThread(ThreadId.Of(key, root, party.Name), token.Thread, isChanged);
    }

    /// <summary>That of the party's own thread before any other.</summary>
    private static ReplyToken? Token(ReplyKey key, IEnumerable<string> places, ThreadParty party)
    {
        var tokens = places.Select(place => ReplyToken.Find(key, place)).OfType<ReplyToken>().ToList();
        return tokens.Find(token => token.IsFor(key, party.Name)) ?? (tokens is [var first, ..] ? first : null);
    }

    /// <summary>What it answers, the mail that began it first.</summary>
    private static List<string> Answered(MailHeaders headers) =>
        headers.MessageIds("References") is { Count: > 0 } references ? [.. references, .. headers.MessageIds("In-Reply-To")] : headers.MessageIds("In-Reply-To");

    private static IEnumerable<string> Latest(List<string> answered) =>
        answered.AsEnumerable().Reverse().Take(MostReferences).Concat(answered.Take(1));

    /// <summary>Outlook keeps the first subject beside the present one.</summary>
    private static bool IsTopicChanged(MailHeaders headers, string? subject) =>
        headers.Text("Thread-Topic") is { } topic && MailSubject.Bare(topic) != MailSubject.Bare(subject);
}

/// <summary>Whom a thread is with.</summary>
/// <param name="Name">The canonical address where the mail may go on with that address's threads, another name where it may not, empty for nobody.</param>
/// <param name="Posed">The address it says it is from, where it may not; null otherwise.</param>
internal sealed record ThreadParty(string Name, string? Posed)
{
    public static ThreadParty Nobody { get; } = new("", null);

    public static ThreadParty Certain(string address) => new(address, null);

    /// <summary>Somebody typed the address, or a server found that the mail does not come from there.</summary>
    public static ThreadParty Uncertain(string address) => new($"uncertain {address}", address);
}
