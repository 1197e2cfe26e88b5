using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Functions;

/// <summary>Functions over numbers; other types and results that are not finite give undefined.</summary>
internal static class NumberFunctions
{
    private const int MaxDigits = 15;

    public static readonly SqlFunction[] All =
    [
        Of("ABS", Math.Abs),
        Of("CEILING", Math.Ceiling),
        Of("FLOOR", Math.Floor),
        Of("TRUNC", Math.Truncate),
        Of("SIGN", x => Math.Sign(x)),
        Of("SQRT", Math.Sqrt),
        Of("SQUARE", x => x * x),
        Of("EXP", Math.Exp),
        Of("LOG10", Math.Log10),
        Of("POWER", Math.Pow),
        Of("ACOS", Math.Acos),
        Of("ASIN", Math.Asin),
        Of("ATAN", Math.Atan),
        Of("ATN2", Math.Atan2),
        Of("COS", Math.Cos),
        Of("COT", x => 1 / Math.Tan(x)),
        Of("SIN", Math.Sin),
        Of("TAN", Math.Tan),
        Of("DEGREES", double.RadiansToDegrees),
        Of("RADIANS", double.DegreesToRadians),
        new("LOG", 1, 2, a => a.All(IsNumber) ? SqlValue.Of(a.Length == 1 ? Math.Log(a[0].Number) : Math.Log(a[0].Number, a[1].Number)) : default),
        new("ROUND", 1, 2, Round),
        new("NUMBERBIN", 1, 2, a => a.All(IsNumber) ? Bin(a[0].Number, a.Length == 2 ? a[1].Number : 1) : default),
        new("PI", 0, 0, _ => SqlValue.Of(Math.PI)),
#pragma warning disable CA5394 // RAND() promises no secrecy.
        new("RAND", 0, 0, _ => SqlValue.Of(Random.Shared.NextDouble())),
#pragma warning restore CA5394
    ];

    private static SqlFunction Of(string name, Func<double, double> map) => new(name, 1, 1, a => IsNumber(a[0]) ? SqlValue.Of(map(a[0].Number)) : default);

    private static SqlFunction Of(string name, Func<double, double, double> map) =>
        new(name, 2, 2, a => a.All(IsNumber) ? SqlValue.Of(map(a[0].Number, a[1].Number)) : default);

    private static SqlValue Round(SqlValue[] a) =>
        IsNumber(a[0]) && (a.Length == 1 || (IntegerFunctions.IsInteger(a[1]) && a[1].Number is >= 0 and <= MaxDigits))
            ? SqlValue.Of(Math.Round(a[0].Number, a.Length == 2 ? (int)a[1].Number : 0, MidpointRounding.AwayFromZero))
            : default;

    private static SqlValue Bin(double value, double size) => SqlValue.Of(Math.Floor(value / size) * size);

    private static bool IsNumber(SqlValue value) => value.Kind == SqlKind.Number;
}
