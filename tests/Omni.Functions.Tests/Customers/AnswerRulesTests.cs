using System.Text.Json;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;

namespace Omni.Functions.Tests.Customers;

public sealed class AnswerRulesTests
{
    [Theory]
    [InlineData(ContactKind.Message, true)]
    [InlineData(ContactKind.Form, true)]
    [InlineData(ContactKind.Chat, true)]
    [InlineData(ContactKind.Call, false)]
    [InlineData(ContactKind.Event, false)]
    [InlineData(ContactKind.Receipt, false)]
    public void Who_writes_wants_an_answer(ContactKind kind, bool wants)
    {
        Assert.Equal(wants, AnswerRules.WantsAnswer(Contact(kind, "inbound")));
        Assert.False(AnswerRules.WantsAnswer(Contact(kind, "outbound")));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("\"yes\"", false)]
    public void Of_calls_only_a_missed_one_wants_an_answer(string missed, bool wants) =>
        Assert.Equal(wants, AnswerRules.WantsAnswer(Contact(ContactKind.Call, "inbound") with
        {
            Extras = new Dictionary<string, JsonElement> { ["missed"] = JsonElement.Parse(missed) },
        }));

    [Theory]
    [InlineData(ContactKind.Message, true)]
    [InlineData(ContactKind.Chat, true)]
    [InlineData(ContactKind.Call, true)]
    [InlineData(ContactKind.Form, false)]
    [InlineData(ContactKind.Event, false)]
    [InlineData(ContactKind.Receipt, false)]
    public void What_the_business_says_is_an_answer_and_what_is_told_of_it_is_none(ContactKind kind, bool isAnswer)
    {
        Assert.Equal(isAnswer, AnswerRules.IsAnswer(Contact(kind, "outbound")));
        Assert.False(AnswerRules.IsAnswer(Contact(kind, "inbound")));
    }

    private static Contact Contact(ContactKind kind, string direction) => People.Contact(1) with { Kind = kind, Direction = direction };
}
