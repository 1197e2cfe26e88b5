using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Contacts;

public sealed class CallStateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    [Property]
    public Property News_of_a_call_give_the_same_in_any_order_and_any_number_of_times() =>
        Prop.ForAll(News().ArrayOf().ToArbitrary(), news =>
        {
            var inOrder = Fold(news);
            return inOrder == Fold(news.Reverse()) && inOrder == Fold(news.Concat(news)) && inOrder == Fold(news.OrderBy(state => state.DurationSeconds));
        });

    [Fact]
    public void A_call_that_was_spoken_is_not_missed_because_that_news_came_late()
    {
        var call = Fold([new() { Status = CallStatus.Completed, DurationSeconds = 42 }, new() { Status = CallStatus.Missed }]);

        Assert.Equal((CallStatus.Completed, 42), (call.Status, call.DurationSeconds));
    }

    [Fact]
    public void Each_recording_is_there_once()
    {
        var call = Fold([
            new() { Recordings = [new("RE1", "https://api.example/RE1", 40)] },
            new() { Recordings = [new("RE2", "https://api.example/RE2")] },
            new() { Recordings = [new("RE1", "https://api.example/RE1", 40)] },
        ]);

        Assert.Equal(["RE1", "RE2"], call.Recordings.Select(recording => recording.Id));
    }

    private static CallState Fold(IEnumerable<CallState> news) => news.Aggregate(new CallState(), CallState.Join);

    private static Gen<CallState> News() =>
        from status in Gen.Elements(Enum.GetValues<CallStatus>())
        from answered in Moment()
        from ended in Moment()
        from duration in Gen.Elements<int?>(null, 0, 5, 42)
        from recordings in Gen.Elements("RE1", "RE2", "RE3").Select(id => new CallRecording(id, $"https://api.example/{id}")).ArrayOf()
        select new CallState { Status = status, AnsweredAt = answered, EndedAt = ended, DurationSeconds = duration, Recordings = recordings };

    private static Gen<DateTimeOffset?> Moment() => Gen.Elements<DateTimeOffset?>(null, Noon, Noon.AddSeconds(5), Noon.AddMinutes(2));
}
