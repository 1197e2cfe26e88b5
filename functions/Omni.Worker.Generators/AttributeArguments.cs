using Microsoft.CodeAnalysis;

namespace Omni.Worker.Generators;

internal static class AttributeArguments
{
    public static bool Truth(this AttributeData attribute, string property, bool otherwise) =>
        attribute.Named(property) is bool value ? value : otherwise;

    public static object? Named(this AttributeData attribute, string property) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == property).Value.Value;
}
