namespace Omni.LocalAzure.Functions.Handler;

/// <summary>Three errors without 30 quiet minutes between two of them are too many.</summary>
internal sealed class RestartBudget(TimeProvider time)
{
    public const int Errors = 3;

    private static readonly TimeSpan QuietTime = TimeSpan.FromMinutes(30);
    private DateTimeOffset _lastError;
    private int _errors;

    /// <returns>False when it was one error too many.</returns>
    public bool Spend()
    {
        var now = time.GetUtcNow();
        _errors = now - _lastError >= QuietTime ? 1 : _errors + 1;
        _lastError = now;
        return _errors < Errors;
    }
}
