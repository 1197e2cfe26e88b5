namespace Omni.Worker;

/// <summary>A setting that the worker itself needs is missing or wrong. The message names it and what is expected.</summary>
public sealed class WorkerSettingException : Exception
{
    public WorkerSettingException()
    {
    }

    public WorkerSettingException(string message)
        : base(message)
    {
    }

    public WorkerSettingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
