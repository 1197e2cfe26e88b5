using Omni.Functions.Contacts;

namespace Omni.Functions.Replies;

/// <summary>Whether a provider takes so much, and of this kind.</summary>
internal static class ReplyLimits
{
    /// <returns>Null when it does.</returns>
    public static ReplyRefusal? WhyNot(Contact reply, IReplySender sender)
    {
        var rules = reply.Attachments.Count > 0 ? sender.Files : null;
        var longest = Math.Min(sender.LongestText, rules?.LongestText ?? int.MaxValue);
        if (reply.Text?.Length > longest)
            return ReplyRefusal.TextTooLong(longest);
        if (reply.Attachments.Count == 0)
            return null;
        if (rules is null)
            return ReplyRefusal.FilesNotTaken;
        if (reply.Attachments.Count > rules.Most)
            return ReplyRefusal.TooManyFiles(rules.Most);
        if (reply.Attachments.FirstOrDefault(file => !rules.Takes(file.ContentType ?? "")) is { } other)
            return ReplyRefusal.FileTypeNotTaken(other.ContentType ?? "", rules.Types);
        return reply.Attachments.Any(file => file.Size > rules.Largest) ? ReplyRefusal.FileTooLarge(rules.Largest) : null;
    }
}
