using Omni.Drivers;
using Omni.EndToEnd.Tests.Running;

namespace Omni.EndToEnd.Tests;

/// <summary>A language model helps a bot that is sure of nothing by its rules.</summary>
public sealed class BotWithModel
{
    [Fact]
    public async Task What_the_rules_do_not_understand_is_answered_with_a_sentence_of_the_business_and_what_nobody_knows_is_handed_off()
    {
        await using var hub = await Hub.StartAsync(
            "botmodel",
            new Dictionary<string, string> { ["AzureWebJobs.SuggestSimilarCustomers.Disabled"] = "true", ["AzureWebJobs.MailboxPoll.Disabled"] = "true" },
            new Dictionary<string, string> { ["Bot__Model__Endpoint"] = "http://localhost:7084/v1", ["Bot__Confidence"] = "99" });
        using var http = new HttpClient { BaseAddress = hub.System.Bot };
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        await using var chat = await DirectLine.OpenAsync(http, "dl_model", patience.Token);

        var answer = await AskAsync("А транспортной компанией что-нибудь отправите?");
        Assert.Contains("по России — транспортной компанией", answer, StringComparison.Ordinal);

        Assert.Contains("Не уверен", await AskAsync("Мурр?"), StringComparison.Ordinal);
        Assert.Contains("повторять ничего не нужно", await AskAsync("Мяу!"), StringComparison.Ordinal);

        async Task<string> AskAsync(string text) => (await chat.AskAsync(text, patience.Token)).GetProperty("text").GetString() ?? "";
    }
}
