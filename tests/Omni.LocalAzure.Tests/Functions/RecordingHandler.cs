using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Omni.LocalAzure.Functions.Handler;

namespace Omni.LocalAzure.Tests.Functions;

/// <summary>A custom handler in the test process: keeps what it is sent, answers what the test wants.</summary>
internal sealed class RecordingHandler : IHandler, IAsyncDisposable
{
    private readonly Channel<HandlerRequest> _requests = Channel.CreateUnbounded<HandlerRequest>();
    private readonly WebApplication _application;
    private readonly HandlerInstance _instance;

    private RecordingHandler(WebApplication application)
    {
        _application = application;
        _instance = new HandlerInstance(new Uri(application.Urls.First()), ProcessId: 1);
    }

    /// <summary>What it answers; <c>{}</c> unless told otherwise.</summary>
    public Func<HandlerRequest, Task<HandlerAnswer>> Answer { get; set; } = _ => Task.FromResult(HandlerAnswer.Done);

    public ConcurrentQueue<HandlerInstance> Replaced { get; } = new();

    public static async Task<RecordingHandler> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        RecordingHandler? handler = null;
        application.Run(context => handler!.TakeAsync(context)); // set before the first request
        await application.StartAsync();
        return handler = new RecordingHandler(application);
    }

    public ValueTask<HandlerInstance> WaitUntilReadyAsync(CancellationToken cancellation) => ValueTask.FromResult(_instance);

    public void Replace(HandlerInstance instance) => Replaced.Enqueue(instance);

    /// <summary>The next request, in order of arrival.</summary>
    public async Task<HandlerRequest> NextAsync() => await _requests.Reader.ReadAsync(Patience.Token());

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new HandlerRequest(
            context.Request.Method, context.Request.Path, await reader.ReadToEndAsync(), context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        _requests.Writer.TryWrite(request);
        var answer = await Answer(request);
        context.Response.StatusCode = answer.Status;
        if (answer.ContentType is not null) context.Response.ContentType = answer.ContentType;
        if (answer.Body.Length > 0) await context.Response.WriteAsync(answer.Body);
    }
}

internal sealed record HandlerRequest(string Method, string Path, string Body, IReadOnlyDictionary<string, string> Headers);

internal sealed record HandlerAnswer(int Status, string? ContentType, string Body)
{
    public static readonly HandlerAnswer Done = new(200, "application/json", "{}");
    public static readonly HandlerAnswer Failed = new(500, ContentType: null, "");
    public static readonly HandlerAnswer Empty = new(200, ContentType: null, "");
}
