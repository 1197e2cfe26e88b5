using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Omni.LocalAzure.Graph;

namespace Omni.LocalAzure.Dashboard;

/// <summary>The page on which one writes to the business and sees its mailboxes.</summary>
internal static class MailEndpoints
{
    private const long MostBytes = 64L * 1024 * 1024;

    public static void Map(WebApplication application, PostOffice office)
    {
        application.MapGet("/mail", (string? mailbox, string? notice) =>
            new RazorComponentResult<MailPage>(new Dictionary<string, object?> { ["View"] = MailView.Read(office, mailbox, notice) }));
        application.MapPost("/mail", ([FromForm] LetterForm letter, IFormFileCollection files, CancellationToken cancellation) => SendAsync(office, letter, files, cancellation))
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        application.MapPost("/mailboxes", ([FromForm] string address) => CreateAsync(office, address));
    }

    private static async Task<IResult> SendAsync(PostOffice office, LetterForm letter, IFormFileCollection files, CancellationToken cancellation)
    {
        try
        {
            var mailboxes = await letter.SendAsync(office, files, TimeProvider.System.GetUtcNow(), cancellation);
            return mailboxes.Count > 0 ? Back(mailboxes[0], $"The letter is in {string.Join(", ", mailboxes)}.") : Back(null, "No mailbox here has this address.");
        }
        catch (FormatException refused)
        {
            return Back(null, refused.Message);
        }
    }

    private static async Task<IResult> CreateAsync(PostOffice office, string address)
    {
        if (!MimeKit.MailboxAddress.TryParse(address, out var parsed)) return Back(null, $"'{address}' is no address.");
        var mailbox = await office.Mailboxes.CreateAsync(parsed.Address);
        return Back(mailbox.Address, $"There is a mailbox {mailbox.Address}.");
    }

    private static RedirectHttpResult Back(string? mailbox, string notice) =>
        TypedResults.LocalRedirect($"/mail?notice={Uri.EscapeDataString(notice)}{(mailbox is null ? "" : $"&mailbox={Uri.EscapeDataString(mailbox)}")}");
}
