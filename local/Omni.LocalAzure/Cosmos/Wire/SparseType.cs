namespace Omni.LocalAzure.Cosmos.Wire;

/// <summary>Type bytes of sparse HybridRow fields.</summary>
internal enum SparseType : byte
{
    Null = 1,
    False = 2,
    True = 3,
    Int32 = 7,
    UInt32 = 11,
    Float64 = 16,
    Utf8 = 20,
    Binary = 21,
}
