using System.Reflection;
using System.Runtime.CompilerServices;
using Omni.Worker.Registration;

namespace Omni.Worker;

/// <summary>An app of functions that is driven by the Functions host as a custom handler.</summary>
public static class FunctionsApplication
{
    /// <summary>Where the spans of invocations come from.</summary>
    public const string ActivitySourceName = "Omni.Worker";

    /// <summary>The functions are those of the calling assembly.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => CreateBuilder(args, Assembly.GetCallingAssembly());

    public static FunctionsApplicationBuilder CreateBuilder(string[] args, Assembly functions) =>
        new(args, FunctionRegistry.Of(functions));
}
