namespace Omni.LocalAzure.Cosmos.Sql.Values;

/// <summary>Types in the order they sort.</summary>
internal enum SqlKind : byte
{
    Undefined,
    Null,
    Boolean,
    Number,
    Text,
    Array,
    Object,
}
