namespace Omni.LocalAzure.Tests.Functions;

/// <summary>Ends a test that waits for what never comes.</summary>
internal static class Patience
{
    public static CancellationToken Token() => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;
}
