namespace Omni.Functions.Bot.LanguageModel;

/// <param name="Address">Where chat completions are asked for.</param>
/// <param name="Name">Of the model, or of its deployment.</param>
/// <param name="Key">Empty for a server that wants none.</param>
public sealed record ChatModelOptions(Uri Address, string Name, string Key)
{
    /// <summary>From asking to the end of the answer: people wait, and others behind them.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Without the key, wherever it is written.</summary>
    public override string ToString() => $"{Name} at {Address}";
}
