using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Omni.LocalAzure.Bot;

/// <summary>Direct Line's web sockets: what is said comes as it is said. A conversation has one at a time, and the last to come has it.</summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-direct-line-3-0-receive-activities</remarks>
internal sealed class DirectLineStream
{
    /// <summary>Clients send nothing but empty frames, to be kept alive.</summary>
    private const int LargestFrame = 1024;

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _open = new(StringComparer.Ordinal);

    /// <param name="context">The request to be upgraded.</param>
    /// <param name="conversation">Whose.</param>
    /// <param name="watermark">How many activities the client has.</param>
    public async Task ServeAsync(HttpContext context, Conversation conversation, int watermark)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var replaced = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _open.AddOrUpdate(conversation.Id, replaced, (_, earlier) => Replace(earlier, replaced));
        await Task.WhenAll(TellAsync(socket, conversation, watermark, replaced.Task, gone.Token), ListenAsync(socket, gone));
        _open.TryRemove(new KeyValuePair<string, TaskCompletionSource>(conversation.Id, replaced));
    }

    private static TaskCompletionSource Replace(TaskCompletionSource earlier, TaskCompletionSource later)
    {
        earlier.TrySetResult();
        return later;
    }

    /// <summary>Until the client has gone, or another has come.</summary>
    private static async Task TellAsync(WebSocket socket, Conversation conversation, int watermark, Task replaced, CancellationToken gone)
    {
        try
        {
            while (await Task.WhenAny(conversation.HasMoreThanAsync(watermark), replaced).WaitAsync(gone) != replaced)
            {
                var activities = conversation.Since(watermark);
                watermark += activities.Count;
                await socket.SendAsync(Encoding.UTF8.GetBytes(SetOf(activities, watermark)), WebSocketMessageType.Text, endOfMessage: true, gone);
            }

            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "collision", gone);
        }
        catch (Exception failure) when (failure is OperationCanceledException or WebSocketException)
        {
            // It has gone.
        }
    }

    /// <summary>Until the client closes it.</summary>
    private static async Task ListenAsync(WebSocket socket, CancellationTokenSource gone)
    {
        var frame = new byte[LargestFrame];
        try
        {
            while ((await socket.ReceiveAsync(frame, gone.Token)).MessageType != WebSocketMessageType.Close)
            {
            }

            if (socket.State == WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", gone.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or WebSocketException)
        {
            // It has gone without a word.
        }

        await gone.CancelAsync();
    }

    /// <summary>An ActivitySet.</summary>
    public static string SetOf(IEnumerable<JsonObject> activities, int watermark) => new JsonObject
    {
        ["activities"] = new JsonArray([.. activities]),
        ["watermark"] = watermark.ToString(CultureInfo.InvariantCulture),
    }.ToJsonString();
}
