using System.Net.Http.Headers;
using System.Threading.Channels;

namespace Omni.LocalAzure.Graph.Notices;

/// <summary>What waits to be told at one address. Each POST takes what waits; one that is not taken within three seconds comes again, for up to four hours.</summary>
internal sealed class NoticeLine : IAsyncDisposable
{
    private const int MostAtOnce = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromHours(4);

    private readonly Channel<Notice> _waiting = Channel.CreateUnbounded<Notice>();
    private readonly CancellationTokenSource _closing = new();
    private readonly HttpClient _http;
    private readonly Uri _address;
    private readonly TimeProvider _time;
    private readonly Task _telling;

    public NoticeLine(HttpClient http, Uri address, TimeProvider time)
    {
        (_http, _address, _time) = (http, address, time);
        _telling = TellAsync();
    }

    public void Add(Notice notice) => _waiting.Writer.TryWrite(notice);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _telling;
        _closing.Dispose();
    }

    private async Task TellAsync()
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(_closing.Token))
            {
                var batch = new List<Notice>();
                while (batch.Count < MostAtOnce && _waiting.Reader.TryRead(out var next)) batch.Add(next);
                await TellAsync(Notice.Write(batch));
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // What was not told yet is found by a delta.
        }
    }

    private async Task TellAsync(ReadOnlyMemory<byte> body)
    {
        var (began, pause) = (_time.GetTimestamp(), FirstPause);
        while (!await TryAsync(body) && _time.GetElapsedTime(began) < GivenUpAfter)
        {
            await Task.Delay(pause, _time, _closing.Token);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task<bool> TryAsync(ReadOnlyMemory<byte> body)
    {
        using var limit = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _closing.Token);
        try
        {
            using var content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
            using var answer = await _http.PostAsync(_address, content, either.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !_closing.IsCancellationRequested))
        {
            return false;
        }
    }
}
