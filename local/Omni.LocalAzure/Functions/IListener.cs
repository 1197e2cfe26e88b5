namespace Omni.LocalAzure.Functions;

/// <summary>Runs one function's trigger until it is cancelled.</summary>
public interface IListener
{
    Task RunAsync(CancellationToken stopping);
}
