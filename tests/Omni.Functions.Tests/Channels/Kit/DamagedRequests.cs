using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using Omni.Functions.Tests.Contacts;

namespace Omni.Functions.Tests.Channels.Kit;

/// <summary>A proven request with random damage, in the body or in what proves it.</summary>
internal static class DamagedRequests
{
    private static readonly string[] Values = ["null", "[]", "{}", "17", "-1e400", "true", "\"\\ud83d\"", "[[1]]", "\"\\u0000\"", "99999999999999999999"];

    public static void Check(IChannel channel, WebhookRequest proven, bool signsContent)
    {
        var meant = Samples.Ids(channel.Normalise(proven)).ToHashSet();
        Prop.ForAll(Damaged(proven).ToArbitrary(), damaged => Holds(channel, damaged, signsContent ? meant : null))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));
    }

    /// <param name="channel">The provider.</param>
    /// <param name="damaged">A request.</param>
    /// <param name="meant">What the undamaged request holds, where the proof is over that.</param>
    private static bool Holds(IChannel channel, WebhookRequest damaged, HashSet<string>? meant)
    {
        _ = channel.AnswerHeaders(damaged);
        _ = channel.Handshake(damaged);
        var proven = channel.Prove(damaged) == WebhookVerdict.Proven;
        var normalised = channel.Normalise(damaged);
        _ = channel.Accept(damaged, normalised);
        return normalised.Contacts.All(SurvivesTheTopic)
            && normalised.Changes.All(SurvivesTheTopic)
            && (!proven || meant is null || Samples.Ids(normalised).All(meant.Contains));
    }

    private static bool SurvivesTheTopic(Contact contact)
    {
        var message = new ArrayBufferWriter<byte>();
        ContactEvent.Write(message, contact);
        var reading = ContactEvent.ReadAsync(message.WrittenMemory, new ClaimsInMemory(), CancellationToken.None);
        return reading is { IsCompletedSuccessfully: true, Result: ReadableContact read } && read.Contact.Id == contact.Id;
    }

    private static bool SurvivesTheTopic(CrmChange change)
    {
        var message = new ArrayBufferWriter<byte>();
        CrmEvent.Write(message, change);
        return CrmEvent.Read(message.WrittenMemory).Change?.Id == change.Id;
    }

    private static Gen<WebhookRequest> Damaged(WebhookRequest request) =>
        request.Body.IsEmpty
            ? Gen.Constant(request with { Header = static _ => null, Query = static _ => null })
            : from damage in Gen.Elements<Func<byte[], int, byte, byte[]>>(Cut, Change, Repeat, Swap)
              from at in Gen.Choose(0, request.Body.Length - 1)
              from octet in Gen.Choose(0, 255)
              from unproven in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
              select Without(request with { Body = damage(request.Body.ToArray(), at, (byte)octet) }, unproven);

    private static WebhookRequest Without(WebhookRequest request, bool unproven) => unproven ? request with { Header = static _ => null } : request;

    private static byte[] Cut(byte[] body, int at, byte octet) => body[..at];

    private static byte[] Change(byte[] body, int at, byte octet)
    {
        body[at] = octet;
        return body;
    }

    private static byte[] Repeat(byte[] body, int at, byte octet) => [.. body[..at], .. body[Math.Max(0, at - octet)..]];

    /// <summary>Exchanges a value for one of another kind: a JSON document stays one, its shape does not.</summary>
    private static byte[] Swap(byte[] body, int at, byte octet)
    {
        var colon = Array.IndexOf(body, (byte)':', at);
        return colon < 0 ? body : [.. body[..(colon + 1)], .. Encoding.UTF8.GetBytes(Values[octet % Values.Length] + ",\"x\":"), .. body[(colon + 1)..]];
    }
}
