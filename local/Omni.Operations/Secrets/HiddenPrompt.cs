using System.Text;

namespace Omni.Operations.Secrets;

/// <summary>Reads a secret where no history and no onlooker sees it.</summary>
internal static class HiddenPrompt
{
    /// <summary>From a pipe all of it but the end of its last line; from a person what is typed, unseen.</summary>
    public static Task<string> ReadAsync(string question, CancellationToken cancellation) =>
        Console.IsInputRedirected ? FromPipeAsync(Console.In, cancellation) : Task.FromResult(FromKeyboard(question));

    public static async Task<string> FromPipeAsync(TextReader input, CancellationToken cancellation) =>
        (await input.ReadToEndAsync(cancellation)).TrimEnd('\r', '\n');

    private static string FromKeyboard(string question)
    {
        Console.Error.Write($"{question}: ");
        var value = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key != ConsoleKey.Backspace) value.Append(key.KeyChar);
            else if (value.Length > 0) value.Length--;
        }

        Console.Error.WriteLine();
        return value.ToString();
    }
}
