namespace Omni.Febrl;

/// <summary>The fields of a record, in the order in which a record keeps them.</summary>
internal enum RecordField
{
    GivenName,
    FamilyName,
    HouseNumber,
    Street,
    Premises,
    City,
    Postcode,
    Region,
    BirthDate,
    Phone,
}

/// <summary>What may happen to a field of a duplicate.</summary>
internal enum Slip
{
    Phonetic,
    Scan,
    Insert,
    Delete,
    Substitute,
    Transpose,
    OtherValue,
    SwapWords,
    InsertSpace,
    DeleteSpace,
    Missing,
    NewValue,
}

/// <summary>How often a field is chosen for a slip, how often an original lacks it, and how often each slip is the one, as weights.</summary>
internal sealed record FieldHabits(double Chosen, double Lacking, bool IsDigits, IReadOnlyList<double> Slips)
{
    /// <summary>
    /// After the frequencies Christen took from the literature on typing, scanning and spelling: substitutions most of all, values that are
    /// another person's or missing now and then.
    /// </summary>
    public static FieldHabits Of(RecordField field) => field switch
    {
        //                                                         phon  scan  ins   del   sub   trans other swapW insSp delSp miss  new
        RecordField.GivenName => new(0.10, 0.022, IsDigits: false, [0.22, 0.08, 0.05, 0.15, 0.35, 0.05, 0.02, 0.02, 0.01, 0.01, 0.02, 0.02]),
        RecordField.FamilyName => new(0.15, 0.010, IsDigits: false, [0.22, 0.08, 0.10, 0.10, 0.35, 0.04, 0.02, 0.02, 0.01, 0.02, 0.02, 0.02]),
        RecordField.HouseNumber => new(0.10, 0.032, IsDigits: true, [0, 0, 0.10, 0.15, 0.60, 0.05, 0.05, 0.01, 0, 0, 0.02, 0.02]),
        RecordField.Street => new(0.10, 0.020, IsDigits: false, [0.05, 0.05, 0.10, 0.15, 0.45, 0.05, 0.02, 0.03, 0.02, 0.03, 0.04, 0.01]),
        RecordField.Premises => new(0.10, 0.084, IsDigits: false, [0.02, 0.02, 0.04, 0.04, 0.06, 0.02, 0.03, 0.04, 0.02, 0.01, 0.60, 0.10]),
        RecordField.City => new(0.10, 0.011, IsDigits: false, [0.30, 0.10, 0.10, 0.15, 0.22, 0.04, 0.01, 0.02, 0.02, 0.02, 0.01, 0.01]),
        RecordField.Postcode => new(0.05, 0.001, IsDigits: true, [0, 0, 0, 0, 0.35, 0.60, 0.03, 0, 0, 0, 0.01, 0.01]),
        RecordField.Region => new(0.05, 0.010, IsDigits: false, [0, 0, 0.10, 0.10, 0.55, 0.02, 0.03, 0, 0, 0, 0.10, 0.10]),
        RecordField.BirthDate => new(0.10, 0.020, IsDigits: true, [0, 0, 0, 0, 0.50, 0.30, 0.05, 0, 0, 0, 0.10, 0.05]),
        RecordField.Phone => new(0.05, 0.050, IsDigits: true, [0, 0, 0, 0, 0.40, 0.30, 0.15, 0, 0, 0, 0.05, 0.10]),
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };
}
