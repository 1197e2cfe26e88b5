using System.Globalization;
using System.Text.Json;
using Omni.Functions.Customers.Replaying;

namespace Omni.Replay;

/// <summary>A difference as a person reads it: a line for each case, ids alone, the whole in the last line.</summary>
internal static class DifferenceText
{
    /// <summary>Of longer lists JSON has the rest.</summary>
    private const int MostContacts = 5;

    public static IReadOnlyList<string> Of(Difference difference) =>
    [
        .. difference.Merges.SelectMany(Lines),
        .. difference.Splits.SelectMany(Lines),
        Text(
            $"{difference.Contacts} contacts of {difference.CustomersToday} customers would be those of {difference.CustomersReplayed}: {difference.Merges.Count} merges, {difference.Splits.Count} splits, {difference.Stay} stay; {difference.Suggestions} suggestions"),
    ];

    public static IReadOnlyList<string> Of(AppliedReplay applied) =>
    [
        .. applied.Refused.Select(static why => $"refused: {why}"),
        .. applied.Left.IsNone ? [] : Of(applied.Left).Prepend("left:"),
        Text(
            $"{applied.Merged} customers merged, {applied.Undone} merges undone, {applied.Moved} contacts moved, {applied.Suggested} new suggestions, {applied.Left.Merges.Count + applied.Left.Splits.Count} cases left"),
    ];

    private static IEnumerable<string> Lines(MergingCustomers merge) =>
    [
        $"merge {string.Join(" ", merge.Customers)}",
        .. merge.Evidence.Select(static tie => tie.Rule == TieRule.Decision
            ? $"  {tie.First} and {tie.Second}: somebody joined them"
            : $"  {tie.First} and {tie.Second}: {tie.Kind} ({Word(tie.Trust)}) of {tie.EarlierContactId} in {tie.ContactId}"),
    ];

    private static IEnumerable<string> Lines(SplitCustomer split) =>
    [
        Text($"split {split.Customer}, which keeps {split.Stay}"),
        .. split.Leave.Select(static leaving => Text($"  {leaving.Contacts.Count} to {leaving.To ?? "a new customer"}: {Word(leaving.Rule)}{Of(leaving)}: {ListOf(leaving.Contacts)}")),
    ];

    private static string Of(LeavingContacts leaving) =>
        (leaving.Kind is null ? "" : $" of {leaving.Kind}") + (leaving.ContactId is null ? "" : $" in {leaving.ContactId}");

    private static string ListOf(IReadOnlyList<string> contacts) =>
        string.Join(" ", contacts.Take(MostContacts)) + (contacts.Count > MostContacts ? Text($" and {contacts.Count - MostContacts} more") : "");

    private static string Word<T>(T word) => JsonNamingPolicy.CamelCase.ConvertName($"{word}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
