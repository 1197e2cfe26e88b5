namespace Omni.Worker.Registration;

/// <summary>One function's function.json. Written by the source generator, read at build without loading the assembly.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class FunctionMetadataAttribute(string functionName, string functionJson) : Attribute
{
    public string FunctionName { get; } = functionName;

    public string FunctionJson { get; } = functionJson;
}
