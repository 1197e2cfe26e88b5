namespace Omni.Worker;

/// <summary>Marks the one parameter a function is started by.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class TriggerBindingAttribute : Attribute;
