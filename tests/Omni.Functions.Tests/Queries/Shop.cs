using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Queries;

/// <summary>
/// Six weeks of a furniture shop, in the order in which the hub hears of them: the stories of the demo and a few neighbours.
/// Invented people, reserved numbers.
/// </summary>
internal static class Shop
{
    private const string Marina = "phone:+447700900111";
    private const string MarinaAtTelegram = "telegram_user_id:700900111";
    private const string MarinaByMail = "email:marina@example.com";
    private const string Anna = "phone:+447700900123";
    private const string AnnaByMail = "email:anna@example.com";
    private const string Oleg = "phone:+447700900456";
    private const string OlegByMail = "email:oleg@example.com";
    private const string Ivan = "phone:+447700900301";
    private const string IvanAtWork = "phone:+447700900302";
    private const string Elena = "jivo_visitor:4201";
    private const string Greta = "phone:+447700900501";
    private const string Rosa = "phone:+447700900601";
    private const string RosaAtHome = "phone:+447700900602";
    private const string RosaByMail = "email:rosa@example.com";
    private const string Nora = "phone:+447700900701";
    private const string Lena = "phone:+447700900801";
    private const string Pavel = "viber_user_id:01234567890A=";

    public static IReadOnlyList<Contact> Contacts { get; } =
    [
        // Before the days that the book asks for: a customer of two phones and a CRM, made one with her mail; callers and visitors of no name.
        new Act("2026-01-28T09:00:00", "form") { Name = "Rosa", Language = "en", Department = "delivery" }.By(Rosa, RosaAtHome),
        Act.Changed("hubspot", "800", CrmAction.Created, "2026-01-28T10:00:00", Rosa),
        new Act("2026-01-29T09:00:00", "email") { Name = "Rosa", Files = 1, Thread = "rosa@example.com" }.By(RosaByMail),
        new Act("2026-01-30T09:00:00", "form") { Name = "Rosa" }.By(Rosa, RosaByMail),
        new Act("2026-01-30T10:00:00", "voice") { Name = "Rosa" }.By(Rosa).Call(CallStatus.Missed),
        new Act("2026-01-31T11:00:00", "voice").Call(CallStatus.Busy),
        new Act("2026-01-31T12:00:00", "webchat") { Thread = "chat-0" },
        new Act("2026-02-01T23:59:59.999", "whatsapp") { Name = "Rosa", Files = 1 }.By(Rosa),

        // A caller who is missed, calls again, and writes from another number of his.
        new Act("2026-02-03T08:05:00", "voice") { Name = "Ivan" }.By(Ivan).Call(CallStatus.Missed),
        new Act("2026-02-03T09:30:00", "voice") { Name = "Ivan" }.By(Ivan).Call(CallStatus.Completed, seconds: 185),
        new Act("2026-02-04T10:00:00", "viber") { Name = "Павел", Language = "ru" }.By(Pavel),
        new Act("2026-02-05T16:45:00", "form") { Name = "Ivan" }.By(Ivan, IvanAtWork),

        // Called back in vain; and one whom the shop wrote first.
        new Act("2026-02-06T10:00:00", "voice").To(Rosa).Call(CallStatus.Missed),
        new Act("2026-02-08T10:00:00", "sms").To(Nora),
        new Act("2026-02-09T10:00:00", "voice") { Name = "Nora" }.By(Nora).Call(CallStatus.Completed, seconds: 60),

        // The ticket distributor: site, mail, call.
        new Act("2026-02-10T12:00:00", "form") { Name = "Oleg D.", Page = "/concerts/42" }.By(OlegByMail, Oleg),
        new Act("2026-02-10T12:30:00", "email") { Name = "Oleg D.", Thread = "tickets@example.com" }.By(OlegByMail),
        new Act("2026-02-10T12:50:00", "email") { Thread = "tickets@example.com" }.To(OlegByMail),
        Act.Changed("hubspot", "901", CrmAction.Created, "2026-02-11T09:00:00", OlegByMail),
        new Act("2026-02-12T14:10:00", "voice") { Name = "Oleg" }.By(Oleg).Call(CallStatus.Completed, seconds: 95),
        Act.Changed("hubspot", "901", CrmAction.Updated, "2026-02-13T09:00:00", OlegByMail),
        new Act("2026-02-14T18:20:00", "sms") { Language = "en" }.By(Greta),

        // Known to a CRM alone.
        Act.Changed("amocrm", "5", CrmAction.Created, "2026-02-15T09:00:00", "email:silent@example.com"),

        // Chats on the site; the second visitor stays unknown.
        new Act("2026-02-17T11:00:00", "webchat") { Name = "Елена", Language = "ru", Thread = "chat-1" }.By(Elena),
        Act.Changed("bitrix24", "77", CrmAction.Created, "2026-02-18T09:00:00", Elena),
        Act.Changed("bitrix24", "77", CrmAction.Deleted, "2026-02-19T09:00:00", Elena),
        new Act("2026-02-20T13:00:00", "voice").Call(CallStatus.Busy),
        new Act("2026-02-21T15:00:00", "webchat") { Thread = "chat-2" },

        // Furniture: phone, mail, messenger, bot, form; two merges make one customer of three.
        new Act("2026-02-23T10:00:00", "voice") { Name = "Marina" }.By(Marina).Call(CallStatus.Completed, seconds: 240),
        new Act("2026-02-24T11:30:00", "email") { Name = "Марина К.", Files = 1, Thread = "plan@example.com" }.By(MarinaByMail),
        new Act("2026-02-25T09:15:00", "whatsapp") { Name = "Марина К.", Files = 2 }.By(Marina),
        new Act("2026-02-25T09:20:00", "whatsapp").To(Marina),
        new Act("2026-02-26T19:40:00", "form") { Name = "Марина К.", Department = "delivery" }.By(Marina, MarinaByMail),
        new Act("2026-03-02T08:00:00", "telegram") { Name = "Марина К", Language = "ru" }.By(MarinaAtTelegram),
        new Act("2026-03-02T08:01:00", "telegram") { Name = "Марина К", Language = "ru" }.By(MarinaAtTelegram, Marina),
        new Act("2026-03-02T08:20:00", "telegram").To(MarinaAtTelegram),

        // Elena comes back, and is answered late.
        new Act("2026-03-03T10:00:00", "webchat") { Name = "Елена", Language = "ru", Thread = "chat-3" }.By(Elena),
        new Act("2026-03-03T12:00:00", "webchat") { Thread = "chat-3" }.To(Elena),

        // Anna: a photo nobody answers, a call nobody takes, a form.
        new Act("2026-03-07T17:00:00", "whatsapp") { Name = "Анна Смирнова", Files = 1 }.By(Anna),
        new Act("2026-03-07T17:40:00", "voice") { Name = "Anna" }.By(Anna).Call(CallStatus.Missed),
        new Act("2026-03-07T18:10:00", "form") { Name = "Анна Смирнова", Department = "claims" }.By(Anna, AnnaByMail),

        // The provider was slow: an hour late.
        new Act("2026-03-08T17:45:00", "whatsapp") { Name = "Oleg D.", LateBy = 3600 }.By(Oleg),

        // Past midnight where she is, before it by UTC; and the first moment that is not asked for any more.
        new Act("2026-03-09T00:30:00+03:00", "voice") { Name = "Lena" }.By(Lena).Call(CallStatus.Completed, seconds: 30),
        new Act("2026-03-09T00:00:00", "voice") { Name = "Lena" }.By(Lena).Call(CallStatus.Missed),
        new Act("2026-03-09T00:00:00", "whatsapp") { Name = "Lena" }.By(Lena),
    ];
}
