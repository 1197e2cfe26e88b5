using Microsoft.CodeAnalysis;

namespace Omni.Worker.Generators;

/// <summary>Which factory makes a function of a trigger's parameter type.</summary>
internal sealed class TriggerType(ITypeSymbol type, AttributeData trigger)
{
    /// <summary>Null for a type that the trigger cannot give.</summary>
    public string? Factory() => trigger.AttributeClass!.Name switch
    {
        TriggerNames.Timer => Name(type) == "global::Omni.Worker.TimerInfo" ? "Timer" : null,
        TriggerNames.ServiceBus => Messages(),
        TriggerNames.CosmosDB => Documents(),
        _ => null,
    };

    private static string Name(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static bool IsMessage(ITypeSymbol type) =>
        type.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Array && type.SpecialType != SpecialType.System_Object;

    private string? Messages() => type switch
    {
        IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte } => "Message<byte[]>",
        IArrayTypeSymbol { ElementType: var element } => IsMessage(element) ? $"Messages<{Name(element)}>" : null,
        _ => IsMessage(type) ? $"Message<{Name(type)}>" : null,
    };

    private string? Documents() =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IReadOnlyList_T } list
            ? $"Documents<{Name(list.TypeArguments[0])}>"
            : null;
}
