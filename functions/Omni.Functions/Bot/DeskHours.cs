using NodaTime;

namespace Omni.Functions.Bot;

/// <summary>Whether people are at work, in the business's own time zone.</summary>
public sealed class DeskHours(BotOptions options, string timeZone, TimeProvider clock)
{
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[timeZone];

    public DateTimeOffset Now => clock.GetUtcNow();

    public bool AreOpen
    {
        get
        {
            if (options.DeskFrom == options.DeskTo)
                return true;
            var local = Instant.FromDateTimeOffset(Now).InZone(_zone);
            return new TimeOnly(local.Hour, local.Minute, local.Second).IsBetween(options.DeskFrom, options.DeskTo);
        }
    }
}
