namespace Omni.Operations;

/// <summary>What the person at the terminal can put right; the message says how.</summary>
public sealed class OperationFailedException(string message) : Exception(message);
