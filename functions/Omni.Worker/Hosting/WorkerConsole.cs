using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Omni.Worker.Hosting;

/// <summary>The host takes each line of stdout as a record and each line of stderr as an error.</summary>
internal static class WorkerConsole
{
    public static void AddWorkerConsole(this ILoggingBuilder logging, IConfiguration configuration)
    {
        // ASP.NET Core's own request records hold addresses with their queries: keys and what customers are looked up by.
        logging.AddConfiguration(configuration.GetSection("Logging")).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

        // While this category is on, ASP.NET Core starts an activity of its own for each request, which would be the parent of ours and is told to nobody.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        logging.Services.AddSingleton<ConsoleFormatter, LineFormatter>();
        logging.AddConsole(console =>
        {
            console.FormatterName = LineFormatter.FormatterName;
            console.LogToStandardErrorThreshold = LogLevel.Error;
        });
    }
}
