using System.Globalization;
using System.Text.Json;

namespace Omni.LocalAzure.ServiceBus.Rest;

/// <summary>Answers the requests of one broker.</summary>
internal sealed class ServiceBusRequests(Broker broker, SharedAccessKeys keys, FaultSwitch faults)
{
    private const string BatchContentType = "application/vnd.microsoft.servicebus.json";
    private const int LongestWait = 60;

    public async Task HandleAsync(HttpContext context)
    {
        if (await faults.HitAsync(context)) return;
        if (keys.Refuse(context.Request) is { } reason)
        {
            await ServiceBusError.WriteAsync(context, StatusCodes.Status401Unauthorized, reason);
            return;
        }

        try
        {
            await AnswerAsync(context, RequestAddress.Parse(context.Request.Path.Value ?? "/"));
        }
        catch (EntityNotFoundException missing)
        {
            await ServiceBusError.WriteAsync(
                context, context.Request.Method == HttpMethods.Get ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone, missing.Message);
        }
        catch (Exception failure) when (failure is MessageRefusedException or JsonException)
        {
            await ServiceBusError.WriteAsync(context, StatusCodes.Status400BadRequest, failure.Message);
        }
    }

    private Task AnswerAsync(HttpContext context, RequestAddress address) => (address.Kind, context.Request.Method) switch
    {
        (AddressKind.Messages, "POST") => SendAsync(context, address),
        (AddressKind.Head, "POST") => ReceiveAsync(context, address, keep: true),
        (AddressKind.Head, "DELETE") => ReceiveAsync(context, address, keep: false),
        (AddressKind.Lock, "DELETE") => SettleAsync(context, address, (receiver, message) => receiver.CompleteAsync([message])),
        (AddressKind.Lock, "POST") => SettleAsync(context, address, (receiver, message) => receiver.RenewAsync([message])),
        (AddressKind.Lock, "PUT") => SettleAsync(context, address, AbandonAsync),
        (AddressKind.Entity, "GET") => EntityCountsAnswer.WriteAsync(context, broker.Describe(address.Entity), broker.Count(address.Entity)),
        _ => ServiceBusError.WriteAsync(context, StatusCodes.Status501NotImplemented, "This operation is not emulated."),
    };

    private async Task SendAsync(HttpContext context, RequestAddress address)
    {
        using var body = await RequestBody.ReadAsync(context.Request);
        if (body is null || ReadMessages(context.Request, body.Value.Bytes) is not { } messages)
        {
            await ServiceBusError.WriteAsync(
                context, StatusCodes.Status403Forbidden, $"The message or batch exceeds the size limit of {RequestBody.Limit} bytes.");
            return;
        }

        await broker.SendAsync(address.Entity, messages);
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.ContentLength = 0;
    }

    // Null for a message that is too large together with its properties; those of a batch are in the body.
    private static List<BrokerMessage>? ReadMessages(HttpRequest request, ReadOnlySpan<byte> body)
    {
        // Any parameter makes it a message like others.
        if (request.ContentType == BatchContentType) return MessageJson.ReadBatch(body);
        var message = MessageHeaders.Read(request, body.ToArray());
        return body.Length + MessageJson.WriteProperties(message).Length <= RequestBody.Limit ? [message] : null;
    }

    private async Task ReceiveAsync(HttpContext context, RequestAddress address, bool keep)
    {
        if (await OpenReceiverAsync(context, address) is not { } receiver) return;
        var seconds = int.TryParse(context.Request.Query["timeout"], CultureInfo.InvariantCulture, out var asked) ? asked : LongestWait;
        var received = await receiver.ReceiveAsync(1, TimeSpan.FromSeconds(Math.Clamp(seconds, 0, LongestWait)), context.RequestAborted);
        if (received is not [var message])
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        if (!keep) await receiver.CompleteAsync(received);
        await MessageHeaders.WriteAsync(context, message, locked: keep);
    }

    private async Task SettleAsync(HttpContext context, RequestAddress address, Func<IMessageReceiver, LockedMessage, Task<bool>> settle)
    {
        if (await OpenReceiverAsync(context, address) is not { } receiver) return;
        if (broker.Find(address.Entity).TryFindLocked(address.MessageId, address.LockToken, out var message) && await settle(receiver, message))
        {
            context.Response.StatusCode = StatusCodes.Status200OK;
            context.Response.ContentLength = 0;
            return;
        }

        await ServiceBusError.WriteAsync(context, StatusCodes.Status404NotFound, "The lock supplied is invalid: it expired, or the message is gone.");
    }

    // Null when the refusal has been written.
    private async ValueTask<IMessageReceiver?> OpenReceiverAsync(HttpContext context, RequestAddress address)
    {
        if (!broker.Describe(address.Entity).RequiresSession) return broker.OpenReceiver(address.Entity);
        await ServiceBusError.WriteAsync(
            context,
            StatusCodes.Status405MethodNotAllowed,
            "It is not possible for an entity that requires sessions to create a non-sessionful message receiver.");
        return null;
    }

    private static async Task<bool> AbandonAsync(IMessageReceiver receiver, LockedMessage message)
    {
        await receiver.AbandonAsync([message]);
        return true;
    }
}
