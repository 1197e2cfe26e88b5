using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item.Messages.Item.CreateReply;
using Microsoft.Kiota.Abstractions;
using Omni.Functions.Channels;
using Omni.Functions.Ingestion.Mailboxes;
using Omni.Functions.Replies;

namespace Omni.Functions.Stores;

/// <summary>
/// Mail out of the mailbox that was written to, as an answer to what was written. First there is a draft, whose id stays when it is sent: whoever dies in
/// between leaves one that is still a draft, or one that is sent.
/// </summary>
/// <remarks>https://learn.microsoft.com/graph/api/message-createreply, https://learn.microsoft.com/graph/outlook-immutable-id</remarks>
public sealed class GraphReplies(GraphAccess graph, ChannelCatalogue channels) : IReplySender
{
    private static readonly string[] OfDrafts = ["id", "isDraft", "internetMessageId"];

    public string Provider => "mailbox";

    public int LongestText => ReplyRequest.LongestText;

    /// <summary>Larger ones would need a session for each.</summary>
    public OutgoingFileRules? Files { get; } = new(ReplyFile.Most, Largest: 3 * 1024 * 1024, WantsContent: true);

    public TimeSpan? Window => null;

    public bool IsRepeatable => true;

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        try
        {
            return message.Handle is { } draft ? await SendAsync(message.Account, draft, cancellation) : await PrepareAsync(message, cancellation);
        }
        catch (MailboxUnavailableException failure)
        {
            return failure switch
            {
                { IsSetup: true } => new SendingRefused("notAllowed"),
                _ when message.Handle is null => new SendLater(),
                _ => new SendingUnclear("unavailable"),
            };
        }
    }

    private async Task<SendOutcome> PrepareAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        var draft = await FindAnsweredAsync(message, cancellation) is { } answered
            ? await AnswerAsync(message, answered, cancellation)
            : await GraphFailures.GuardAsync(() => graph.Client.Users[message.Account].Messages.PostAsync(New(message), Prefer, cancellation), cancellation);
        if (draft?.Id is not { } id)
            return new SendLater();
        foreach (var file in message.Files)
            await GraphFailures.GuardAsync(() => graph.Client.Users[message.Account].Messages[id].Attachments.PostAsync(Written(file), Prefer, cancellation), cancellation);
        return new MessagePrepared(id);
    }

    /// <summary>Null where it was moved out of the mailbox, or deleted: it is answered all the same.</summary>
    private async Task<string?> FindAnsweredAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        if (message.InReplyTo is not { } id)
            return null;
        var found = await GraphFailures.GuardAsync(
            () => graph.Client.Users[message.Account].Messages.GetAsync(
                request =>
                {
                    Prefer(request);
                    request.QueryParameters.Filter = $"internetMessageId eq '<{id.Replace("'", "''", StringComparison.Ordinal)}>'";
                    request.QueryParameters.Select = OfDrafts;
                    request.QueryParameters.Top = 1;
                },
                cancellation),
            cancellation);
        return found?.Value is [{ Id: { } answered }, ..] ? answered : null;
    }

    /// <summary>The mailbox adds subject and references; the id is ours, so that an answer to it finds its thread.</summary>
    private async Task<Message?> AnswerAsync(OutgoingMessage message, string answered, CancellationToken cancellation)
    {
        var messages = graph.Client.Users[message.Account].Messages;
        var draft = await GraphFailures.GuardAsync(
            () => messages[answered].CreateReply.PostAsync(new CreateReplyPostRequestBody { Message = Written(message) }, Prefer, cancellation), cancellation);
        return draft?.Id is { } id
            ? await GraphFailures.GuardAsync(() => messages[id].PatchAsync(new Message { InternetMessageId = channels.MailOf(message).InternetId }, Prefer, cancellation), cancellation)
            : null;
    }

    private async Task<SendOutcome> SendAsync(string mailbox, string draft, CancellationToken cancellation)
    {
        var request = graph.Client.Users[mailbox].Messages[draft];
        var found = await GraphFailures.FindAsync(
            () => request.GetAsync(
                configuration =>
                {
                    Prefer(configuration);
                    configuration.QueryParameters.Select = OfDrafts;
                },
                cancellation),
            cancellation);

        // Between being sent and lying among what was sent a message is nowhere.
        if (found is null)
            return new SendingUnclear("inTransit");
        if (found.IsDraft == true)
            await GraphFailures.GuardAsync(() => SendDraftAsync(request.Send, cancellation), cancellation);
        return new MessageSent(found.InternetMessageId?.Trim('<', '>'));
    }

    private static async Task<bool> SendDraftAsync(Microsoft.Graph.Users.Item.Messages.Item.Send.SendRequestBuilder draft, CancellationToken cancellation)
    {
        await draft.PostAsync(Prefer, cancellation);
        return true;
    }

    /// <summary>To what is not in this mailbox: it came by another way, or is gone.</summary>
    private Message New(OutgoingMessage message)
    {
        var (written, mail) = (Written(message), channels.MailOf(message));
        (written.Subject, written.InternetMessageId) = (mail.Subject, mail.InternetId);
        if (message.AnswersTo is not null)
            written.ReplyTo = [To(mail.AnswersTo)];
        return written;
    }

    private static Message Written(OutgoingMessage message) => new()
    {
        Body = new ItemBody { ContentType = message.Html is null ? BodyType.Text : BodyType.Html, Content = message.Html ?? message.Text },
        ToRecipients = [To(message.To)],
    };

    private static FileAttachment Written(OutgoingFile file) => new() { Name = file.Name, ContentType = file.ContentType, ContentBytes = file.Content.GetValueOrDefault().ToArray() };

    private static Recipient To(string address) => new() { EmailAddress = new EmailAddress { Address = address } };

    private static void Prefer<T>(RequestConfiguration<T> request)
        where T : class, new() => request.Headers.Add("Prefer", GraphMailboxes.IdsThatLast);
}
