using Omni.Functions.Contacts;

namespace Omni.Functions.Media;

/// <summary>A file that will never be had, however often it is asked for. Tells no address.</summary>
public sealed class MediaRefusedException : Exception
{
    public MediaRefusedException()
    {
    }

    public MediaRefusedException(string message)
        : base(message)
    {
    }

    public MediaRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public MediaRefusedException(AttachmentProblem problem)
        : base($"The file cannot be had: {problem}.") => Problem = problem;

    public AttachmentProblem Problem { get; } = AttachmentProblem.Unavailable;
}
