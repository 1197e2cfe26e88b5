namespace Omni.Worker;

/// <summary>Marks a method as a function. The name is the folder of its function.json and the address of its invocations.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
