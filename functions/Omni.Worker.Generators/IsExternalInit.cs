namespace System.Runtime.CompilerServices;

/// <summary>The compiler wants it for init; netstandard2.0 has none.</summary>
internal static class IsExternalInit;
