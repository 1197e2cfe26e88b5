using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Omni.Worker;

namespace Omni.Functions.Tests.Worker;

public sealed class WarmUpTests
{
    [Fact]
    public async Task The_worker_answers_while_it_still_warms_up()
    {
        var warmUp = new Gate();
        await using var app = await WorkerApp.StartAsync(builder => builder.Services.AddSingleton<IWarmUp>(warmUp));
        using var first = await app.Client.GetAsync(new Uri("/", UriKind.Relative));
        await warmUp.Started.Task;
        using var answer = await app.Client.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_failed_warm_up_does_not_keep_the_others_from_theirs()
    {
        var second = new Gate();
        await using var app = await WorkerApp.StartAsync(builder =>
            builder.Services.AddSingleton<IWarmUp, Failing>().AddSingleton<IWarmUp>(second));
        using var first = await app.Client.GetAsync(new Uri("/", UriKind.Relative));
        await second.Started.Task;
        Assert.Single(app.Log.Worker, record => record.Level == LogLevel.Warning && record.Exception is NotSupportedException);
    }

    [Fact]
    public async Task Nothing_warms_up_before_the_worker_is_first_asked()
    {
        var asked = false;
        var warmUp = new Gate { WhenStarted = () => asked };
        await using var app = await WorkerApp.StartAsync(builder => builder.Services.AddSingleton<IWarmUp>(warmUp));
        Volatile.Write(ref asked, true);
        using var first = await app.Client.GetAsync(new Uri("/", UriKind.Relative));
        Assert.True(await warmUp.Started.Task);
    }

    private sealed class Gate : IWarmUp
    {
        public Func<bool> WhenStarted { get; init; } = static () => true;

        /// <summary>Ends when the warm-up begins, with what <see cref="WhenStarted"/> said then.</summary>
        public TaskCompletionSource<bool> Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task WarmUpAsync(CancellationToken cancellation)
        {
            Started.SetResult(WhenStarted());
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        }
    }

    private sealed class Failing : IWarmUp
    {
        public Task WarmUpAsync(CancellationToken cancellation) => throw new NotSupportedException();
    }
}
