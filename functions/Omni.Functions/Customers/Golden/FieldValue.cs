using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Golden;

/// <summary>A value that somebody told of a field, and who told it last.</summary>
/// <param name="Field">The name of a <see cref="ProfileField"/>; a name that is none was written by a later version and is kept.</param>
/// <param name="Value">As <see cref="FieldText"/> leaves it.</param>
/// <param name="Trust">How far its source vouches for it.</param>
/// <param name="Source">The channel, or the CRM.</param>
/// <param name="From">The newest contact or change that told it.</param>
public sealed record FieldValue(string Field, string Value, Trust Trust, string Source, Sighting From);
