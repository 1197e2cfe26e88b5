using System.Globalization;
using Omni.Functions.Contacts;
using Omni.Functions.Ingestion.Mailboxes;

namespace Omni.Functions.Hosting;

/// <summary>
/// Settings <c>Mailboxes__0__…</c>, counted from 0: <c>Address</c>; <c>Folder</c>, the inbox unless set; <c>Department</c>; <c>AfterPickup</c>, <c>keep</c>, <c>read</c> or
/// <c>move:folder</c>; <c>Since</c>, an instant in ISO 8601.
/// </summary>
internal static class MailboxOptions
{
    public const string SectionName = "Mailboxes";

    private const string Inbox = "inbox";
    private const string Move = "move:";
    private const int LongestDepartment = 100;

    /// <param name="section">All of them.</param>
    /// <param name="failures">Gets a line for each setting that cannot be used.</param>
    public static IReadOnlyList<Mailbox> From(IConfigurationSection section, ICollection<string> failures)
    {
        var mailboxes = new List<Mailbox>();
        foreach (var one in section.GetChildren())
        {
            // A place in the list that nobody fills in is how a template leaves room for more.
            if (one["Address"] is { Length: > 0 } address)
                mailboxes.Add(Read(one, address, failures));
        }

        foreach (var twice in mailboxes.GroupBy(static mailbox => mailbox.Key).Where(static group => group.Count() > 1))
            failures.Add($"{SectionName} names {twice.Key} twice: each mailbox and folder may be there once.");
        return mailboxes;
    }

    private static Mailbox Read(IConfigurationSection section, string address, ICollection<string> failures)
    {
        var name = $"{SectionName}__{section.Key}__";
        if (EmailAddress.Canonical(address) is not { } canonical)
        {
            failures.Add($"{name}Address has to be the address of a mailbox, such as info@example.com.");
            canonical = address;
        }

        var department = section["Department"] is { Length: > 0 } told ? told : null;
        if (department?.Length > LongestDepartment)
            failures.Add($"{name}Department has to have at most {LongestDepartment} letters.");
        return new Mailbox(canonical, section["Folder"] is { Length: > 0 } folder ? folder : Inbox, department, AfterPickupOf(section["AfterPickup"], name, failures))
        {
            Since = SinceOf(section["Since"], name, failures),
        };
    }

    private static AfterPickup AfterPickupOf(string? text, string name, ICollection<string> failures)
    {
        switch (text)
        {
            case null or "" or "keep":
                return AfterPickup.Nothing;
            case "read":
                return new AfterPickup(MarkRead: true, MoveTo: null);
            case var move when move.StartsWith(Move, StringComparison.Ordinal) && move.Length > Move.Length:
                return new AfterPickup(MarkRead: true, move[Move.Length..]);
            default:
                failures.Add($"{name}AfterPickup has to be keep, read, or move: and the folder, such as move:archive.");
                return AfterPickup.Nothing;
        }
    }

    private static DateTimeOffset? SinceOf(string? text, string name, ICollection<string> failures)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since))
            return since;
        failures.Add($"{name}Since has to be an instant, such as 2026-03-01T00:00:00Z.");
        return null;
    }
}
