namespace Omni.Worker.Registration;

/// <summary>Names the assembly's registry. Written by the source generator.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class FunctionRegistryAttribute(Type registryType) : Attribute
{
    public Type RegistryType { get; } = registryType;
}
