using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Functions;

/// <summary>Functions over 64-bit integers; fractions and other types give undefined.</summary>
internal static class IntegerFunctions
{
    private const int Bits = 64;
    private const double Limit = 9223372036854775808;

    public static readonly SqlFunction[] All =
    [
        Of("INTADD", (a, b) => a + b),
        Of("INTSUB", (a, b) => a - b),
        Of("INTMUL", (a, b) => a * b),
        Of("INTDIV", (a, b) => b == 0 || (b == -1 && a == long.MinValue) ? null : a / b),
        Of("INTMOD", (a, b) => b == 0 ? null : b == -1 ? 0 : a % b),
        Of("INTBITAND", (a, b) => a & b),
        Of("INTBITOR", (a, b) => a | b),
        Of("INTBITXOR", (a, b) => a ^ b),
        Of("INTBITLEFTSHIFT", (a, b) => b is < 0 or >= Bits ? null : a << (int)b),
        Of("INTBITRIGHTSHIFT", (a, b) => b is < 0 or >= Bits ? null : a >> (int)b),
        new("INTBITNOT", 1, 1, a => IsInteger(a[0]) ? SqlValue.Of(~(long)a[0].Number) : default),
    ];

    /// <summary>Whether the value is a whole number that 64 bits hold.</summary>
    public static bool IsInteger(SqlValue value) => value.Kind == SqlKind.Number && value.Number == Math.Truncate(value.Number) && Math.Abs(value.Number) <= Limit;

    private static SqlFunction Of(string name, Func<long, long, long?> compute) => new(name, 2, 2, a =>
        IsInteger(a[0]) && IsInteger(a[1]) && compute((long)a[0].Number, (long)a[1].Number) is { } result ? SqlValue.Of(result) : default);
}
