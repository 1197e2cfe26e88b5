namespace Omni.LocalAzure.Functions.Invocations;

/// <summary>What the host says of itself to the handler.</summary>
internal static class InvocationHeaders
{
    public const string HostVersion = "X-Azure-Functions-HostVersion";
    public const string InvocationId = "X-Azure-Functions-InvocationId";
    public const string Version = "4.1037.0.0";
    public const string Product = "Azure-Functions-Host/" + Version;
}
