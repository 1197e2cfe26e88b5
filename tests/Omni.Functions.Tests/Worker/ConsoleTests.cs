using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Omni.Functions.Tests.Worker;

public sealed class ConsoleTests
{
    [Fact]
    public async Task A_record_is_one_line_whatever_is_in_it()
    {
        await using var app = await WorkerApp.StartAsync();
        var formatter = Assert.Single(app.Services.GetServices<ConsoleFormatter>(), formatter => formatter.Name == "line");
        var failure = new InvalidOperationException("first\r\nsecond");
        var entry = new LogEntry<string>(LogLevel.Error, "Category", 7, "a\nb", failure, static (state, _) => state);
        await using var line = new StringWriter();
        formatter.Write(entry, null, line);
        Assert.Equal("fail Category[7] a | b | System.InvalidOperationException: first | second\n", line.ToString());
    }

    [Fact]
    public async Task Errors_go_to_stderr_and_all_else_to_stdout()
    {
        await using var app = await WorkerApp.StartAsync();
        var options = app.Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value;
        Assert.Equal(("line", LogLevel.Error), (options.FormatterName, options.LogToStandardErrorThreshold));
    }

    [Fact]
    public async Task Addresses_of_requests_are_not_logged()
    {
        await using var app = await WorkerApp.StartAsync();
        var factory = app.Services.GetRequiredService<ILoggerFactory>();
        Assert.False(factory.CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics").IsEnabled(LogLevel.Information));
    }
}
