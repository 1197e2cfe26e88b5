using System.Diagnostics.Metrics;
using Omni.Functions.Contacts;

namespace Omni.Functions.Telemetry;

/// <summary>Everything the app counts and measures; <c>docs/telemetry.md</c> has the same table. Nobody listening, a measurement costs a look.</summary>
public static class Metrics
{
    public const string MeterName = "Omni.Functions";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> WebhookRequests = Meter.CreateCounter<long>(
        "omni.webhook.requests", "{request}", "Requests to the webhooks of providers that are switched on");

    private static readonly Counter<long> ContactsPublished = Meter.CreateCounter<long>(
        "omni.contacts.published", "{contact}", "Contacts durably queued on the topic");

    private static readonly Counter<long> ContactsStored = Meter.CreateCounter<long>(
        "omni.contacts.stored", "{contact}", "Contacts taken off the topic that are on a timeline");

    private static readonly Counter<long> ContactsQuarantined = Meter.CreateCounter<long>(
        "omni.contacts.quarantined", "{message}", "Messages set aside because nobody can take them");

    private static readonly Histogram<double> ContactsLag = Meter.CreateHistogram(
        "omni.contacts.lag",
        "s",
        "Time from a contact's receipt until it is on its timeline",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800] });

    private static readonly Histogram<double> StoreCharge = Meter.CreateHistogram(
        "omni.store.charge",
        "{request_unit}",
        "What a request to the store was charged",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 2.5, 5, 7.5, 10, 15, 20, 25, 50, 100, 1000] });

    private static readonly Counter<long> StoreRetries = Meter.CreateCounter<long>(
        "omni.store.retries", "{retry}", "Attempts repeated because of a rival writer or an outage");

    private static readonly Counter<long> CustomersMerged = Meter.CreateCounter<long>(
        "omni.customers.merged", "{customer}", "Customers absorbed by another");

    private static readonly Counter<long> PairsSuggested = Meter.CreateCounter<long>(
        "omni.pairs.suggested", "{pair}", "Pairs of customers that somebody should look at");

    private static readonly Counter<long> ContactsKeptApart = Meter.CreateCounter<long>(
        "omni.contacts.kept_apart", "{contact}", "Contacts with an identity that did not join");

    private static readonly Counter<long> HandOffsOverdue = Meter.CreateCounter<long>(
        "omni.handoffs.overdue", "{handoff}", "Hand-offs that no person answered in the promised time, by department.");

    private static readonly Counter<long> IdentitiesOverLimit = Meter.CreateCounter<long>(
        "omni.identities.over_limit", "{identity}", "Identities not linked because the customer has as many of the kind as a person has");

    private static readonly Counter<long> MailsPickedUp = Meter.CreateCounter<long>(
        "omni.mails.picked_up", "{mail}", "Mails taken out of mailboxes");

    private static readonly Counter<long> MailboxFailures = Meter.CreateCounter<long>(
        "omni.mailboxes.failed", "{run}", "Runs that a mailbox did not answer");

    private static readonly Counter<long> RepliesSettled = Meter.CreateCounter<long>(
        "omni.replies.settled", "{reply}", "Replies that are not sent any more, by what became of them");

    private static readonly Gauge<long> CustomersUnanswered = Meter.CreateGauge<long>(
        "omni.customers.unanswered", "{customer}", "Customers who have waited for an answer longer than promised");

    private static readonly Counter<long> DeadLettersRevived = Meter.CreateCounter<long>(
        "omni.dead_letters.revived", "{message}", "Dead messages put on the topic again");

    private static readonly Counter<long> FilesFetched = Meter.CreateCounter<long>(
        "omni.files.fetched", "{file}", "Files of contacts that are kept, or never will be");

    public static void WebhookAnswered(string provider, string outcome) =>
        WebhookRequests.Add(1, new("provider", provider), new("outcome", outcome));

    public static void Published(Contact contact) => ContactsPublished.Add(1, new KeyValuePair<string, object?>("channel", contact.Channel));

    public static void Stored(Contact contact, DateTimeOffset now)
    {
        ContactsStored.Add(1, new("channel", contact.Channel), new("outcome", "stored"));
        ContactsLag.Record((now - contact.ReceivedAt).TotalSeconds, new KeyValuePair<string, object?>("channel", contact.Channel));
    }

    /// <summary>Delivered again, and on its timeline since the first time.</summary>
    public static void Duplicate(Contact contact) => ContactsStored.Add(1, new("channel", contact.Channel), new("outcome", "duplicate"));

    public static void Quarantined(string reason) => ContactsQuarantined.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public static void Charged(string operation, double requestUnits) =>
        StoreCharge.Record(requestUnits, new KeyValuePair<string, object?>("operation", operation));

    public static void RepeatedForRival() => StoreRetries.Add(1, new KeyValuePair<string, object?>("cause", "rival"));

    public static void RepeatedForOutage() => StoreRetries.Add(1, new KeyValuePair<string, object?>("cause", "outage"));

    public static void Merged(int customers) => CustomersMerged.Add(customers);

    public static void Suggested(Contact contact) => PairsSuggested.Add(1, new KeyValuePair<string, object?>("channel", contact.Channel));

    public static void SuggestedAsAlike() => PairsSuggested.Add(1, new KeyValuePair<string, object?>("rule", "likeness"));

    public static void KeptApart(Contact contact) => ContactsKeptApart.Add(1, new KeyValuePair<string, object?>("channel", contact.Channel));

    public static void HandOffOverdue(string department) => HandOffsOverdue.Add(1, new KeyValuePair<string, object?>("department", department));

    public static void OverLimit(string kind) => IdentitiesOverLimit.Add(1, new KeyValuePair<string, object?>("kind", kind));

    /// <param name="provider">Whose file it is.</param>
    /// <param name="problem">Why it never will be kept; null for one that is.</param>
    public static void Fetched(string provider, AttachmentProblem? problem) =>
        FilesFetched.Add(1, new("provider", provider), new("outcome", problem is { } why ? AttachmentProblems.WordOf(why) : "kept"));

    public static void Settled(string provider, DeliveryState state) =>
        RepliesSettled.Add(1, new("provider", provider), new("state", state.ToString().ToLowerInvariant()));

    public static void PickedUp(string? department, int contacts, int ignored, int unreadable)
    {
        Add("contact", contacts);
        Add("ignored", ignored);
        Add("unreadable", unreadable);

        void Add(string outcome, int mails)
        {
            if (mails > 0)
                MailsPickedUp.Add(mails, new("department", department ?? ""), new("outcome", outcome));
        }
    }

    public static void MailboxFailed(string? department) => MailboxFailures.Add(1, new KeyValuePair<string, object?>("department", department ?? ""));

    public static void Unanswered(long customers) => CustomersUnanswered.Record(customers);

    public static void Revived(int messages) => DeadLettersRevived.Add(messages);
}
