using Microsoft.Extensions.Options;
using Omni.Functions.Channels;

namespace Omni.Functions.Hosting;

/// <summary>The whole life of the process.</summary>
internal static class Start
{
    private const int WrongSetting = 1;

    /// <summary>Serves until it is told to stop. A wrong setting is one line for whoever wrote it: a stack would only hide it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, TextWriter errors)
    {
        try
        {
            FunctionsApplication.CreateBuilder(args, typeof(Start).Assembly).AddOmni().Build().Run();
            return 0;
        }
        catch (Exception wrong) when (wrong is OptionsValidationException or ChannelSettingException or WorkerSettingException)
        {
            errors.WriteLine($"The app cannot start. {wrong.Message.ReplaceLineEndings(" ")}");
            return WrongSetting;
        }
    }
}
