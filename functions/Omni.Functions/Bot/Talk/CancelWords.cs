namespace Omni.Functions.Bot.Talk;

/// <summary>By these somebody leaves a form: the message is one of them and nothing else.</summary>
internal static class CancelWords
{
    private static readonly HashSet<string> All = new(["отмена", "отменить", "назад", "не надо", "не нужно", "хватит", "cancel", "never mind", "nevermind", "go back", "back", "forget it"], StringComparer.OrdinalIgnoreCase);

    public static bool Are(string text) => All.Contains(text.Trim().TrimEnd('.', '!'));
}
