using System.Reflection;

namespace Omni.Worker.Registration;

/// <summary>The functions of an assembly, with direct calls to them. Implemented by the source generator.</summary>
public abstract class FunctionRegistry
{
    public abstract IReadOnlyList<RegisteredFunction> Functions { get; }

    internal static FunctionRegistry Of(Assembly assembly) =>
        assembly.GetCustomAttribute<FunctionRegistryAttribute>() is { } attribute
            ? (FunctionRegistry)Activator.CreateInstance(attribute.RegistryType)!
            : new Empty();

    private sealed class Empty : FunctionRegistry
    {
        public override IReadOnlyList<RegisteredFunction> Functions => [];
    }
}
