using System.Buffers;
using System.Text.Json;
using Omni.LocalAzure.Doors;
using Omni.LocalAzure.Graph.Store;

namespace Omni.LocalAzure.Graph.Http;

/// <summary>Routes the service does not have, for tests and the dashboard: mail from outside, mailboxes, planned failures, statistics. Without a token.</summary>
internal static class DoorRoutes
{
    private const double MaxSeconds = 86_400;

    public static void Map(IEndpointRouteBuilder routes, PostOffice office)
    {
        routes.MapMethods("/$mail", [HttpMethods.Post], context => DeliverAsync(context, office));
        routes.MapMethods("/$mailboxes", [HttpMethods.Post], context => CreateMailboxAsync(context, office));
        routes.MapMethods("/$faults", [HttpMethods.Post], context => StartFaultAsync(context, office.Faults));
        routes.MapMethods("/$faults", [HttpMethods.Delete], context => Door.DoneAsync(context, office.Faults.End));
        routes.MapMethods("/$limits", [HttpMethods.Post], context => LimitAsync(context, office.Faults));
        routes.MapMethods("/$delta", [HttpMethods.Post], context => OrderDeltaAsync(context, office));
        routes.MapMethods("/$lifecycle", [HttpMethods.Post], context => OrderLifeAsync(context, office));
        routes.MapMethods("/$statistics", [HttpMethods.Get], context => WriteStatisticsAsync(context, office.Statistics));
        routes.MapMethods("/$statistics", [HttpMethods.Delete], context => Door.DoneAsync(context, office.Statistics.Reset));
    }

    /// <summary>Takes a message as a mail server does: its bytes, and in <c>to</c> whom it is for when that is not to be read in it.</summary>
    private static async Task DeliverAsync(HttpContext context, PostOffice office)
    {
        if (context.Request.ContentType?.StartsWith("message/rfc822", StringComparison.OrdinalIgnoreCase) != true)
        {
            await Door.RefuseAsync(context, "Content-Type: message/rfc822");
            return;
        }

        try
        {
            var envelope = context.Request.Query["to"].OfType<string>().ToList();
            var filed = await office.DeliverAsync(context.Request.Body, envelope, context.RequestAborted);
            context.Response.StatusCode = filed.Count > 0 ? StatusCodes.Status202Accepted : StatusCodes.Status404NotFound;
            await context.Response.WriteAsJsonAsync([.. filed.Select(message => new FiledMail(message.Mailbox, message.ImmutableId))], DoorJson.Default.ListFiledMail, cancellationToken: context.RequestAborted);
        }
        catch (Exception malformed) when (malformed is FormatException or MimeKit.ParseException)
        {
            await Door.RefuseAsync(context, "a message of RFC 5322");
        }
    }

    private static async Task CreateMailboxAsync(HttpContext context, PostOffice office)
    {
        if (await Door.ReadAsync(context, DoorJson.Default.MailboxOrder) is not { Address: { } address } || !address.Contains('@', StringComparison.Ordinal))
        {
            await Door.RefuseAsync(context, """{"address":"info@shop.example"}""");
            return;
        }

        await office.Mailboxes.CreateAsync(address);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task StartFaultAsync(HttpContext context, GraphFaults faults)
    {
        var fault = await Door.ReadAsync(context, DoorJson.Default.GraphFault);
        if (fault is not { Status: 0 or (>= 400 and <= 599), RetryAfter: null or >= 0, DelaySeconds: >= 0 and <= MaxSeconds, Seconds: >= 0 and <= MaxSeconds, Requests: >= 0, Share: >= 0 and <= 1 })
        {
            await Door.RefuseAsync(context, """{"status":429,"retryAfter":1,"delaySeconds":0,"requests":0,"seconds":90,"share":0.5,"mailbox":"info@shop.example"}""");
            return;
        }

        await Door.DoneAsync(context, () => faults.Start(fault));
    }

    private static async Task LimitAsync(HttpContext context, GraphFaults faults)
    {
        if (await Door.ReadAsync(context, DoorJson.Default.LimitOrder) is { ConcurrentPerMailbox: >= 0 } order) await Door.DoneAsync(context, () => faults.ConcurrentPerMailbox = order.ConcurrentPerMailbox);
        else await Door.RefuseAsync(context, """{"concurrentPerMailbox":4}""");
    }

    private static async Task OrderDeltaAsync(HttpContext context, PostOffice office)
    {
        var order = await Door.ReadAsync(context, DoorJson.Default.DeltaOrder);
        if (order is null || order.Lose is not (null or "gone" or "syncStateNotFound"))
        {
            await Door.RefuseAsync(context, """{"replays":true,"lose":"gone","mailbox":"info@shop.example","folder":"inbox"}; lose may be syncStateNotFound""");
            return;
        }

        office.Replays = order.Replays ?? office.Replays;
        if (order.Lose is not null)
        {
            office.ForgetsWithGone = order.Lose == "gone";
            foreach (var mailbox in office.Mailboxes.All.Where(mailbox => order.Mailbox is null || mailbox.Address.Equals(order.Mailbox, StringComparison.OrdinalIgnoreCase)))
            {
                if (office.Mailboxes.FindFolder(mailbox, order.Folder ?? KnownFolders.Inbox) is { } folder) await office.Mailboxes.ForgetPositionsAsync(folder);
            }
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task OrderLifeAsync(HttpContext context, PostOffice office)
    {
        if (await Door.ReadAsync(context, DoorJson.Default.LifeOrder) is not { Event: "reauthorizationRequired" or "subscriptionRemoved" or "missed" } order)
        {
            await Door.RefuseAsync(context, """{"event":"missed","subscription":"…"}; event may be reauthorizationRequired or subscriptionRemoved, without subscription it is told to all""");
            return;
        }

        foreach (var subscription in office.Subscriptions.Active.Where(known => order.Subscription is null || known.Id == order.Subscription).ToList())
        {
            if (order.Event == "subscriptionRemoved") await office.Subscriptions.DeleteAsync(subscription.Id);
            office.Notices.TellLife(subscription, order.Event);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task WriteStatisticsAsync(HttpContext context, GraphStatistics statistics)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        await using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            foreach (var kind in Enum.GetValues<GraphRequestKind>())
            {
                writer.WriteStartObject(JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()));
                writer.WriteNumber("requests", statistics[kind].Requests);
                writer.WriteNumber("failed", statistics[kind].Failed);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(output.WrittenMemory, context.RequestAborted);
    }
}
