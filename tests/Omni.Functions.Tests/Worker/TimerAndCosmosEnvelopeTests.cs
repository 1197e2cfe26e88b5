using System.Text.Json;
using Omni.Worker;

namespace Omni.Functions.Tests.Worker;

public sealed class TimerAndCosmosEnvelopeTests
{
    private const string Sys = """
        "sys":{"MethodName":"Tick","UtcNow":"2026-11-21T22:09:36.0859526Z","RandGuid":"8bbcdf8d-0000-4000-8000-000000000000"}
        """;

    private const string ChangeBatch = """
        {"Data":{"docs":"\"[{\\\"id\\\":\\\"1\\\",\\\"pk\\\":\\\"a\\\",\\\"n\\\":1.0,\\\"d\\\":\\\"2026-03-01T12:34:56.789Z\\\",\\\"_ts\\\":1772368496},{\\\"id\\\":\\\"2\\\"}]\""},"Metadata":{"sys":{}}}
        """;

    [Fact]
    public async Task A_monitored_timer_tells_its_last_and_next_run()
    {
        await using var app = await WorkerApp.StartAsync();
        var timer = await app.DeliverAsync<TimerInfo>("Tick", $$$"""
            {"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":{"Last":"2026-11-21T22:09:00+00:00","Next":"2026-11-21T22:10:00+00:00","LastUpdated":"2026-11-21T22:09:00+00:00"},"IsPastDue":false}},"Metadata":{{{{Sys}}}}}
            """);
        Assert.False(timer.IsPastDue);
        Assert.Equal(new DateTime(2026, 11, 21, 22, 10, 0, DateTimeKind.Utc), timer.ScheduleStatus!.Next.ToUniversalTime());
    }

    [Fact]
    public async Task A_late_timer_without_monitor_has_no_schedule_status()
    {
        await using var app = await WorkerApp.StartAsync();
        var timer = await app.DeliverAsync<TimerInfo>("Tick", """
            {"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":true}},"Metadata":{"sys":{}}}
            """);
        Assert.True(timer.IsPastDue);
        Assert.Null(timer.ScheduleStatus);
    }

    [Fact]
    public async Task A_change_batch_is_decoded_twice()
    {
        await using var app = await WorkerApp.StartAsync();
        var documents = await app.DeliverAsync<IReadOnlyList<JsonElement>>("Docs", ChangeBatch);
        Assert.Equal(["1", "2"], documents.Select(document => document.GetProperty("id").GetString()));
        Assert.Equal(1772368496, documents[0].GetProperty("_ts").GetInt64());
        Assert.Equal("2026-03-01T12:34:56.789Z", documents[0].GetProperty("d").GetString());
        Assert.Null(app.Seen.Context!.RetryContext);
    }

    [Fact]
    public async Task Documents_become_the_type_that_a_registered_context_knows()
    {
        await using var app = await WorkerApp.StartAsync();
        var orders = await app.DeliverAsync<IReadOnlyList<Order>>(
            "Orders",
            """{"Data":{"docs":"\"[{\\\"id\\\":\\\"o-1\\\",\\\"number\\\":7,\\\"_lsn\\\":3}]\""},"Metadata":{}}""");
        Assert.Equal([new Order("o-1", 7)], orders);
    }

    [Fact]
    public async Task A_repeated_invocation_knows_how_often_it_was_tried()
    {
        await using var app = await WorkerApp.StartAsync();
        await app.DeliverAsync<IReadOnlyList<JsonElement>>("Docs", """
            {"Data":{"docs":"\"[]\""},"Metadata":{"RetryContext":{"RetryCount":1,"MaxRetryCount":2,"Exception":{"Message":"x"},"Instance":null,"State":{}},"sys":{}}}
            """);
        Assert.Equal(new RetryContext(1, 2), app.Seen.Context!.RetryContext);
    }

    [Fact]
    public async Task A_document_type_that_no_context_knows_stops_the_start()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => WorkerApp.StartAsync(builder =>
        {
            var known = builder.Services.Single(service => service.ServiceType == typeof(System.Text.Json.Serialization.JsonSerializerContext));
            builder.Services.Remove(known);
        }));
        Assert.Contains("Function Orders", failure.Message, StringComparison.Ordinal);
    }
}
