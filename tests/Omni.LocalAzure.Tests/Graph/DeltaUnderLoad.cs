using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item.MailFolders.Item.Messages.Delta;
using static Omni.LocalAzure.Tests.Graph.GraphContract;

namespace Omni.LocalAzure.Tests.Graph;

public sealed class DeltaUnderLoad
{
    private const int Writers = 4;
    private const int PerWriter = 40;

    [Theory]
    [InlineData("created")]
    [InlineData(null)]
    public async Task Who_pages_while_mail_arrives_and_leaves_misses_nothing(string? only)
    {
        await using var contract = await OpenAsync();
        var delta = contract.User.MailFolders["inbox"].Messages.Delta;
        var arriving = Task.WhenAll(Enumerable.Range(0, Writers).Select(WriteAsync));

        var seen = new List<string?>();
        var page = await delta.GetAsDeltaGetResponseAsync(request =>
        {
            request.QueryParameters.ChangeType = only;
            request.QueryParameters.Select = ["subject"];
            request.QueryParameters.Top = 3;
        });
        seen.AddRange(Subjects(page));
        for (var isLast = false; !isLast;)
        {
            var isOver = arriving.IsCompleted; // asked before the page, or what arrives in between would not be read
            page = await delta.WithUrl(page?.OdataNextLink ?? page?.OdataDeltaLink ?? "").GetAsDeltaGetResponseAsync();
            seen.AddRange(Subjects(page));
            isLast = isOver && page?.OdataDeltaLink is not null;
        }

        await arriving;
        var expected = Enumerable.Range(0, Writers).SelectMany(writer => Enumerable.Range(0, PerWriter).Select(number => $"{writer}-{number}"));
        Assert.Equal(expected.Order(StringComparer.Ordinal), seen.Distinct().Order(StringComparer.Ordinal));
        if (only is not null) Assert.Equal(seen.Count, seen.Distinct().Count());

        async Task WriteAsync(int writer)
        {
            foreach (var number in Enumerable.Range(0, PerWriter))
            {
                await contract.AddAsync("inbox", $"{writer}-{number}");
                var passing = await contract.User.MailFolders["archive"].Messages.PostAsync(new Message { Subject = "passing" });
                await contract.User.Messages[passing?.Id].DeleteAsync();
            }
        }
    }

    private static IEnumerable<string?> Subjects(DeltaGetResponse? page) =>
        (page?.Value ?? []).Where(message => !message.AdditionalData.ContainsKey("@removed")).Select(message => message.Subject);
}
