namespace Omni.EndToEnd.Tests.Running;

internal static class Eventually
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until the answer satisfies; a last answer that does not is what the failure shows.</summary>
    public static async Task<T> SeeAsync<T>(Func<CancellationToken, Task<T>> ask, Func<T, bool> satisfied, TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        var answer = await ask(CancellationToken.None);
        while (!satisfied(answer))
        {
            if (limit.IsCancellationRequested) throw new TimeoutException($"Not seen within {patience}; the last answer was: {answer}");
            await Task.Delay(_pause, TimeProvider.System, CancellationToken.None);
            answer = await ask(CancellationToken.None);
        }

        return answer;
    }
}
