namespace Omni.Functions.Customers.Matching;

/// <summary>What a field weighs in bits at each agreement: log2(m/u), m its share among pairs that are one person, u among chance pairs.</summary>
/// <remarks>
/// m and u were counted in the generated set 3, in all scripts, with the seeds 1 to 3, and rounded; the figures of the tests and of the benchmark
/// come from other seeds. Three fields weigh less than was counted, since the sets draw every field for itself and people do not: a big
/// city is the home of many, the postcode tells city and region once more, and a telephone is a family's as often as one person's.
/// </remarks>
internal sealed record FieldWeights(double Same, double Close, double Near, double Differs)
{
    private const double CloseFrom = 0.92;
    private const double NearFrom = 0.82;

    public static readonly FieldWeights Given = new(6.5, 6, 4.5, -2.5);
    public static readonly FieldWeights Family = new(7.5, 6, 5, -2.5);

    /// <summary>A word of a name of which nobody knows which it is.</summary>
    public static readonly FieldWeights NameWord = new(6.5, 6, 4.5, -2.5);

    public static readonly FieldWeights BirthDate = new(14.5, 7.5, 3, -3);
    public static readonly FieldWeights HouseNumber = new(6, 0.5, -2, -3);
    public static readonly FieldWeights Street = new(8, 5, 2.5, -2.5);
    public static readonly FieldWeights Premises = new(7, 4.5, -3, -4);
    public static readonly FieldWeights City = new(3, 3, 2, -2.5);
    public static readonly FieldWeights Postcode = new(10, 4.5, 1.5, -3.5);
    public static readonly FieldWeights Region = new(0.5, 0.5, 0.5, -2);

    /// <summary>People have several telephones: another one says little.</summary>
    public static readonly FieldWeights Phone = new(14, 6, 2, -1);

    /// <summary>Not in the sets; an estimate of how seldom two people choose the same word before the @.</summary>
    public static readonly FieldWeights Mailbox = new(8, 0, -0.5, -0.5);

    public static Agreement Of(double similarity) => similarity switch
    {
        1 => Agreement.Same,
        >= CloseFrom => Agreement.Close,
        >= NearFrom => Agreement.Near,
        _ => Agreement.Differs,
    };

    public MatchReason Reason(MatchField field, Agreement agreement) => new(field, agreement, At(agreement));

    public double At(Agreement agreement) => agreement switch
    {
        Agreement.Same => Same,
        Agreement.Close => Close,
        Agreement.Near => Near,
        _ => Differs,
    };
}
