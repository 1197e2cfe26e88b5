using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Functions;

/// <summary>Type checks: always true or false, false for undefined.</summary>
internal static class TypeFunctions
{
    public static readonly SqlFunction[] All =
    [
        Check("IS_DEFINED", value => !value.IsUndefined),
        Check("IS_NULL", value => value.Kind == SqlKind.Null),
        Check("IS_BOOL", value => value.Kind == SqlKind.Boolean),
        Check("IS_NUMBER", value => value.Kind == SqlKind.Number),
        Check("IS_STRING", value => value.Kind == SqlKind.Text),
        Check("IS_ARRAY", value => value.Kind == SqlKind.Array),
        Check("IS_OBJECT", value => value.Kind == SqlKind.Object),
        Check("IS_PRIMITIVE", value => value.Kind is SqlKind.Null or SqlKind.Boolean or SqlKind.Number or SqlKind.Text),
        Check("IS_INTEGER", IntegerFunctions.IsInteger),
        Check("IS_FINITE_NUMBER", value => value.Kind == SqlKind.Number),
    ];

    private static SqlFunction Check(string name, Func<SqlValue, bool> check) => new(name, 1, 1, arguments => SqlValue.Of(check(arguments[0])));
}
