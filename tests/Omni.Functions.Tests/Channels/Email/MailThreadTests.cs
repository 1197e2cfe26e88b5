using System.Text;
using Omni.Functions.Channels;
using Omni.Functions.Channels.Email;
using Omni.Functions.Channels.Email.Threading;

namespace Omni.Functions.Tests.Channels.Email;

public sealed class MailThreadTests
{
    private const string Anna = "anna@example.org";
    private const string Eve = "eve@example.net";
    private const string Desk = "help@in.example.com";
    private const string Root = "root-1@mail.example.org";
    private const string Subject = "Order 5521";

    private static readonly ReplyKey _key = ReplyKey.From("a salt for the threads of tests"u8);
    private static readonly string _annas = ThreadId.Of(_key, Root, Anna);
    private static readonly string _token = ReplyToken.Write(_key, _annas, Subject);
    private static readonly string _ours = ReplyToken.MessageId(_token, "1", "in.example.com");
    private static readonly string _evesToken = ReplyToken.Write(_key, ThreadId.Of(_key, "eves@example.net", Eve), Subject);
    private static readonly string _strangersToken = ReplyToken.Write(ReplyKey.From("a salt of somebody else's"u8), _annas, Subject);

    /// <summary>What the mail says, and what becomes of it: Anna's thread, or another one, and which it is related to.</summary>
    public static TheoryData<string, string, string, bool, bool> Cases() => new()
    {
        { "the first mail", Anna, $"Message-ID: <{Root}>", true, false },
        { "an answer that names all", Anna, $"Message-ID: <a2@x>\r\nIn-Reply-To: <{_ours}>\r\nReferences: <{Root}> <{_ours}>", true, false },
        { "an answer that names the first alone", Anna, $"Message-ID: <a2@x>\r\nReferences: <{Root}>", true, false },
        { "an answer that names ours alone", Anna, $"Message-ID: <a2@x>\r\nIn-Reply-To: <{_ours}>", true, false },
        { "an answer without the first reference", Anna, $"Message-ID: <a2@x>\r\nReferences: <other@x> <{_ours}>", true, false },
        { "an answer that names the first in another case", Anna, $"Message-ID: <a2@x>\r\nReferences: <{Root.ToUpperInvariant()}>", true, false },
        { "ours in another case", Anna, $"Message-ID: <a2@x>\r\nIn-Reply-To: <{_ours.ToUpperInvariant()}>", true, false },
        { "to the address with the token", Anna, $"Message-ID: <a2@x>\r\nTo: Help <{ReplyToken.Address(_token, "help@in.example.com")}>", true, false },
        { "to that address in another case", Anna, $"Message-ID: <a2@x>\r\nTo: {ReplyToken.Address(_token, "help@in.example.com").ToUpperInvariant()}", true, false },
        { "copied to that address", Anna, $"Message-ID: <a2@x>\r\nTo: boss@example.org\r\nCc: x@example.org, <{ReplyToken.Address(_token, "help@in.example.com")}>", true, false },
        { "delivered to that address", Anna, $"Message-ID: <a2@x>\r\nDelivered-To: {ReplyToken.Address(_token, "help@in.example.com")}", true, false },
        { "an id folded in two", Anna, $"Message-ID: <a2@x>\r\nReferences: <root-1\r\n @mail.example.org>", true, false },
        { "ours folded in two", Anna, $"Message-ID: <a2@x>\r\nIn-Reply-To: <1.{_token[..20]}\r\n\t{_token[20..]}@in.example.com>", true, false },
        { "a thousand references, the first of them Anna's", Anna, $"Message-ID: <a2@x>\r\nReferences: <{Root}> {Many(999)}", true, false },
        { "a thousand references, the last of them ours", Anna, $"Message-ID: <a2@x>\r\nReferences: {Many(999)} <{_ours}>", true, false },
        { "a thousand references, ours in the middle", Anna, $"Message-ID: <a2@x>\r\nReferences: {Many(500)} <{_ours}> {Many(499)}", false, false },
        { "a token of hers beside one of another", Anna, $"Message-ID: <a2@x>\r\nReferences: <1.{_evesToken}@in.example.com> <{_ours}>", true, false },
        { "a new mail of hers", Anna, "Message-ID: <a9@x>", false, false },
        { "no id at all", Anna, "Date: Fri, 27 Nov 2026 14:19:00 +0300", false, false },
        { "a first mail with her id by another", Eve, $"Message-ID: <{Root}>", false, false },
        { "references of hers by another", Eve, $"Message-ID: <e1@x>\r\nReferences: <{Root}>", false, false },
        { "an answer to hers by another", Eve, $"Message-ID: <e1@x>\r\nIn-Reply-To: <{Root}>", false, false },
        { "her token by another", Eve, $"Message-ID: <e1@x>\r\nIn-Reply-To: <{_ours}>", false, true },
        { "all she names by another", Eve, $"Message-ID: <e1@x>\r\nIn-Reply-To: <{_ours}>\r\nReferences: <{Root}> <{_ours}>", false, true },
        { "her address with the token by another", Eve, $"Message-ID: <e1@x>\r\nTo: <{ReplyToken.Address(_token, "help@in.example.com")}>", false, true },
        { "her token twice by another", Eve, $"Message-ID: <e1@x>\r\nReferences: <{_ours}> <{_ours}>\r\nTo: <{ReplyToken.Address(_token, "help@in.example.com")}>", false, true },
        { "a token of another customer", Anna, $"Message-ID: <a2@x>\r\nIn-Reply-To: <1.{_evesToken}@in.example.com>", false, false },
        { "a token with a changed thread", Eve, $"Message-ID: <e1@x>\r\nIn-Reply-To: <1.{Changed(_token, 20)}@in.example.com>", false, false },
        { "a token with a changed proof", Eve, $"Message-ID: <e1@x>\r\nIn-Reply-To: <1.{Changed(_token, 47)}@in.example.com>", false, false },
        { "a token changed at its begin", Anna, $"Message-ID: <a2@x>\r\nIn-Reply-To: <1.{Changed(_token, 0)}@in.example.com>", false, false },
        { "a token cut short", Anna, $"Message-ID: <a2@x>\r\nIn-Reply-To: <1.{_token[..47]}@in.example.com>", false, false },
        { "a token under another key", Anna, $"Message-ID: <a2@x>\r\nIn-Reply-To: <1.{_strangersToken}@in.example.com>", false, false },
        { "the id of her thread made into a token", Anna, $"Message-ID: <a2@x>\r\nIn-Reply-To: <1.{_annas}aaaaaaaaaaaaaaaa@in.example.com>", false, false },
        { "her address with a tag", "anna+shop@example.org", $"Message-ID: <a2@x>\r\nReferences: <{Root}>", false, false },
        { "her name at another domain", "anna@example.com", $"Message-ID: <a2@x>\r\nIn-Reply-To: <{_ours}>", false, true },
        { "another who names her in his id", Eve, $"Message-ID: <{Root}>\r\nReferences: <{Root}>\r\nReply-To: {Anna}", false, false },
        { "nobody", "", $"Message-ID: <n1@x>\r\nReferences: <{Root}>", false, false },
        { "nobody with her token", "", $"Message-ID: <n1@x>\r\nIn-Reply-To: <{_ours}>", false, true },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Only_Anna_comes_into_her_thread(string mail, string sender, string headers, bool isHers, bool isRelatedToHers)
    {
        var thread = Thread(headers, sender.Length == 0 ? ThreadParty.Nobody : ThreadParty.Certain(sender));

        Assert.True(isHers == (thread.Id == _annas), mail);
        Assert.True(isRelatedToHers == (thread.RelatedTo == _annas), mail);
        Assert.Equal(thread, Thread(headers, sender.Length == 0 ? ThreadParty.Nobody : ThreadParty.Certain(sender)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_sender_that_is_not_certain_comes_into_no_thread_but_is_related_to_the_one_he_names(bool hasToken)
    {
        var headers = $"Message-ID: <e1@x>\r\nReferences: <{Root}>{(hasToken ? $" <{_ours}>" : "")}";

        var thread = Thread(headers, ThreadParty.Uncertain(Anna));

        Assert.NotEqual(_annas, thread.Id);
        Assert.Equal(_annas, thread.RelatedTo);
    }

    [Fact]
    public void A_stranger_who_goes_on_writing_stays_in_one_thread_of_his_own()
    {
        var first = Thread($"Message-ID: <e1@x>\r\nReferences: <{Root}> <{_ours}>", ThreadParty.Certain(Eve));
        var second = Thread($"Message-ID: <e2@x>\r\nReferences: <{Root}> <{_ours}> <e1@x>", ThreadParty.Certain(Eve));

        Assert.Equal(first, second);
        Assert.Equal(_annas[..16], first.Id[..16]);
    }

    [Theory]
    [InlineData("Re: Order 5521", false)]
    [InlineData("RE[2]:  order  5521", false)]
    [InlineData("Ответ: Re: Order 5521", false)]
    [InlineData("Order 7000", true)]
    [InlineData("", true)]
    public void A_token_tells_whether_the_subject_was_changed(string subject, bool isChanged) =>
        Assert.Equal(isChanged, Thread($"Message-ID: <a2@x>\r\nIn-Reply-To: <{_ours}>", ThreadParty.Certain(Anna), subject).IsSubjectChanged);

    [Theory]
    [InlineData("Order 5521", false)]
    [InlineData("Delivery", true)]
    public void So_does_the_topic_of_Outlook(string topic, bool isChanged) =>
        Assert.Equal(isChanged, Thread($"Message-ID: <a2@x>\r\nThread-Topic: {topic}", ThreadParty.Certain(Anna), "RE: Order 5521").IsSubjectChanged);

    [Fact]
    public void An_address_with_a_token_is_no_longer_than_mail_allows()
    {
        Assert.Equal(ReplyToken.Length, _token.Length);
        Assert.True(ReplyToken.Address(_token, "fifteen-letters@in.example.com").IndexOf('@', StringComparison.Ordinal) <= 64);
    }

    [Fact]
    public void The_mailbox_behind_an_address_with_a_token_is_the_account()
    {
        var mail = MailKit.Mail("From: anna@example.org\r\nMessage-ID: <a2@x>", "hello");
        var thread = ThreadId.Of(Samples.ReplyKey, Root, Anna);
        var answer = MailKit.Contact(mail with { Account = ReplyToken.Address(ReplyToken.Write(Samples.ReplyKey, thread, null), MailKit.Desk) });

        Assert.Equal((MailKit.Desk, thread), (answer.Account, answer.Thread));
        Assert.Equal("help+ticket-7@in.example.com", MailKit.Contact(mail with { Account = "help+ticket-7@in.example.com" }).Account);
    }

    [Fact]
    public void No_changed_letter_of_a_token_passes()
    {
        for (var at = 0; at < _token.Length; at++)
            Assert.Null(ReplyToken.Find(_key, $"1.{Changed(_token, at)}@in.example.com"));
    }

    private static MailThread Thread(string headers, ThreadParty party, string subject = Subject) =>
        MailThread.Of(_key, MailHeaders.Read(Encoding.UTF8.GetBytes(headers)), party, Desk, subject, "sha256:substitute");

    private static string Many(int count) => string.Join(' ', Enumerable.Range(0, count).Select(number => $"<m{number}@x>"));

    private static string Changed(string token, int at) => $"{token[..at]}{(token[at] == 'a' ? 'b' : 'a')}{token[(at + 1)..]}";
}
