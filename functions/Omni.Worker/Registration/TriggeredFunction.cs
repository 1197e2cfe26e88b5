using Omni.Worker.Envelopes;

namespace Omni.Worker.Registration;

/// <summary>Makes the functions that get their trigger in an envelope. Called by generated code.</summary>
public static class TriggeredFunction
{
    public static RegisteredFunction Timer(string name, string binding, Func<TimerInfo, FunctionContext, Task> invoke) =>
        new EnvelopedFunction<TimerInfo>(name, new TimerDecoder(binding), invoke);

    public static RegisteredFunction Message<T>(string name, string binding, Func<T, FunctionContext, Task> invoke) =>
        new EnvelopedFunction<T>(name, new MessageDecoder<T>(binding), invoke);

    public static RegisteredFunction Messages<T>(string name, string binding, Func<T[], FunctionContext, Task> invoke) =>
        new EnvelopedFunction<T[]>(name, new MessageBatchDecoder<T>(binding), invoke);

    public static RegisteredFunction Documents<T>(string name, string binding, Func<IReadOnlyList<T>, FunctionContext, Task> invoke) =>
        new EnvelopedFunction<IReadOnlyList<T>>(name, new DocumentsDecoder<T>(binding), invoke);
}
