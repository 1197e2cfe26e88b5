using System.Diagnostics;
using System.Text.RegularExpressions;
using Omni.EndToEnd.Tests.Running;

namespace Omni.EndToEnd.Tests;

[Collection(Peaceful.Name)]
public sealed partial class Demo(PeacefulHub fixture)
{
    [Fact]
    public async Task The_demo_tells_each_story_as_one_customer_with_every_contact_in_order()
    {
        var stories = (await RunAsync()).Trim().Split("\n\n").Select(story => Time().Replace(story, "").Split('\n')[1..]).ToArray();

        Assert.Equal(3, stories.Length);
        Assert.Equal(
            [
                "  → whatsapp: 200", "  → telegram: 200", "  → telegram: 200", "  → form: 200",
                "  one customer: Марина К., known by phone +447700900111, telegram_user_id 700900111",
                "    whatsapp  План кухни, помогите с размерами [1 file]",
                "    telegram  Здравствуйте, где ваш салон?",
                "    telegram  ",
                "    form      Доставка в субботу",
            ],
            stories[0]);
        Assert.Equal(
            [
                "  → whatsapp: 200", "  → form: 200",
                "  one customer: Анна Смирнова, known by email anna@example.com, phone +447700900123",
                "    whatsapp  Вот такая трещина на корпусе [1 file]",
                "    form      Прошу заменить",
            ],
            stories[1]);
        Assert.Equal(
            [
                "  → form: 200", "  → whatsapp: 200",
                "  one customer: Oleg D., known by email oleg@example.com, phone +447700900456",
                "    whatsapp  Are they still free?",
                "    form      Two seats for Friday?",
            ],
            stories[2]);
    }

    private async Task<string> RunAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Checkout.Built("Omni.Demo"), fixture.Hub.ReadyFile, Checkout.SettingsFile]) { RedirectStandardOutput = true };
        using var demo = Process.Start(start) ?? throw new InvalidOperationException("The demo did not start.");
        var said = await demo.StandardOutput.ReadToEndAsync();
        await demo.WaitForExitAsync();
        Assert.True(demo.ExitCode == 0, said);
        return said;
    }

    /// <summary>The stories happen today.</summary>
    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}T\S+  ")]
    private static partial Regex Time();
}
