namespace Omni.Functions.Tests.Channels.Kit;

/// <summary>A provider under test.</summary>
public interface IProvider
{
    /// <summary>Its name in the catalogue and of its folder under Samples.</summary>
    static abstract string Name { get; }
}
