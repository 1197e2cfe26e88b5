using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Omni.Worker.Build;

/// <summary>Reads the function.json texts out of a compiled assembly without loading it.</summary>
public static class FunctionAttributes
{
    private const string AttributeNamespace = "Omni.Worker.Registration";
    private const string AttributeName = "FunctionMetadataAttribute";

    /// <returns>Function name and text.</returns>
    public static IReadOnlyDictionary<string, string> Read(string assemblyPath)
    {
        using var file = File.OpenRead(assemblyPath);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        var functions = new Dictionary<string, string>();
        foreach (var handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (IsFunctionMetadata(metadata, attribute))
                AddFunction(metadata.GetBlobReader(attribute.Value), functions);
        }

        return functions;
    }

    private static bool IsFunctionMetadata(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference)
            return false;
        var constructor = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor);
        if (constructor.Parent.Kind != HandleKind.TypeReference)
            return false;
        var type = metadata.GetTypeReference((TypeReferenceHandle)constructor.Parent);
        return metadata.StringComparer.Equals(type.Name, AttributeName)
            && metadata.StringComparer.Equals(type.Namespace, AttributeNamespace);
    }

    /// <summary>ECMA-335, II.23.3: a prolog of two bytes, then the constructor's arguments.</summary>
    private static void AddFunction(BlobReader value, Dictionary<string, string> functions)
    {
        value.ReadUInt16();
        var name = value.ReadSerializedString()!;
        functions.Add(name, value.ReadSerializedString()!);
    }
}
