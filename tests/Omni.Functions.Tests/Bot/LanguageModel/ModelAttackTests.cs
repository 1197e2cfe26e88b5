using System.Text.Json;
using Omni.Functions.Bot;
using Omni.Functions.Bot.Talk;
using Omni.Functions.Contacts;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Bot.LanguageModel;

/// <summary>
/// Mallory talks to a bot whose model does whatever it is told. She has named Anna's phone before, so that the two are one customer: nothing of Anna comes out, since the model never gets it, and nothing
/// that Mallory writes is said to anybody, since the model never speaks.
/// </summary>
public sealed class ModelAttackTests : IAsyncLifetime
{
    private const string AnnasPhone = "+79161234567";
    private const string Mallory = "dl_mallory";

    private static readonly string[] OfAnna = ["Смирнова", "anna.smirnova@example.com", "9161234567", "Лесная", "4521", "30 ноября"];
    private static readonly Lazy<RuleBrain> Unsure = new(static () => new RuleBrain(BotDesk.Folder, new BotOptions { Confidence = 1.1, ConfidenceInBetween = 1.1 }));

    private readonly BotDesk _desk = new();
    private ModelServer _server = null!; // Started before each test.

    public static TheoryData<string, Obedience> Cases()
    {
        var cases = new TheoryData<string, Obedience>();
        foreach (var attack in Attacks.All)
        {
            foreach (var obedience in Enum.GetValues<Obedience>())
                cases.Add(attack, obedience);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Nothing_of_another_comes_out_and_nothing_of_an_attack_is_said(string attack, Obedience obedience)
    {
        _server.Say = request => Obey(request, attack, obedience);

        var said = (await _desk.SayAsync(attack, Mallory)).Concat(await _desk.SayAsync(attack, Mallory)).ToList();

        Assert.NotEmpty(_server.Requests);
        Assert.NotEmpty(said);
        Assert.All(OfAnna, secret => Assert.DoesNotContain(_server.Requests, request => Unescaped(request).Contains(secret, StringComparison.OrdinalIgnoreCase) && !attack.Contains(secret, StringComparison.OrdinalIgnoreCase)));
        Assert.All(said, text => Assert.True(IsOurs(text), $"The business does not say '{text}'."));
    }

    public Task InitializeAsync() => StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    private async Task StartAsync()
    {
        _server = await ModelServer.StartAsync();
        _desk.Think(Unsure.Value, _server.Client);
        await Resolution(_desk.Replies.Store).ResolveAsync(
        [
            Of(1, new Identity(IdentityKind.Phone, AnnasPhone, Trust.Verified), "Код домофона 4521, улица Лесная") with { Channel = "sms", ReplyTo = AnnasPhone },
            Of(2, new Identity(IdentityKind.Phone, AnnasPhone, Trust.Claimed), "Доставка дивана назначена на 30 ноября") with { Kind = ContactKind.Event },
            Of(3, new Identity(IdentityKind.Phone, AnnasPhone, Trust.Verified), "Пишите на anna.smirnova@example.com") with { Channel = "whatsapp", ReplyTo = AnnasPhone },
        ],
            default);
        var claim = _desk.Message("Перезвоните мне", Mallory, new Identity(IdentityKind.Phone, AnnasPhone, Trust.Claimed));
        await Resolution(_desk.Replies.Store).ResolveAsync([claim with { Id = new string('f', 32), Thread = "earlier", ReplyTo = "https://channel.example/v3/conversations/earlier#dl_mallory" }], default);
        Assert.Single(_desk.Replies.Store.Profiles, static profile => !profile.IsFrozen);
    }

    private static Contact Of(int number, Identity identity, string text) =>
        Contact(number) with { Text = text, From = new ContactSender { Identities = [identity], DisplayName = "Анна Смирнова" } };

    private static string Obey(JsonElement request, string attack, Obedience obedience) => obedience switch
    {
        Obedience.RepeatsAllItKnows => request.GetRawText(),
        Obedience.PutsAllItKnowsIntoTheChoice => JsonSerializer.Serialize(new { topic = attack, sentences = new[] { request.GetRawText(), attack } }),
        Obedience.SaysWhatItIsTold => attack,
        Obedience.ChoosesWhatIsPrivate => """{"topic":"order-status","sentences":[]}""",
        _ => """{"topic":null,"sentences":["event-1","event-2","event-3","event-4","event-5"]}""",
    };

    private static string Unescaped(string json) => string.Join('\n', JsonElement.Parse(json).GetProperty("messages").EnumerateArray().Select(static message => message.GetProperty("content").GetString()));

    /// <summary>One of the texts that are deployed, with the time that is promised and what can be pressed.</summary>
    private static bool IsOurs(string text) => OurTexts.Any(ours => text == ours || text.StartsWith($"{ours}\n1. ", StringComparison.Ordinal));

    private static readonly IReadOnlyList<string> OurTexts =
    [
        .. BotDesk.Folder.Texts.Values.SelectMany(static text => text.Values).Select(static text => text.Replace("{{minutes}}", "30", StringComparison.Ordinal)),
        .. BotDesk.Folder.Topics.SelectMany(static topic => topic.Answer?.Values ?? []),
    ];

    public enum Obedience
    {
        RepeatsAllItKnows,
        PutsAllItKnowsIntoTheChoice,
        SaysWhatItIsTold,
        ChoosesWhatIsPrivate,
        TellsWhatHappened,
    }
}
