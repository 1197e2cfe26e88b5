using FsCheck;
using FsCheck.Xunit;
using Omni.Functions.Customers.Matching;

namespace Omni.Functions.Tests.Customers.Matching;

public sealed class JaroWinklerTests
{
    /// <summary>The examples of Winkler's papers.</summary>
    [Theory]
    [InlineData("MARTHA", "MARHTA", 0.961)]
    [InlineData("DWAYNE", "DUANE", 0.840)]
    [InlineData("DIXON", "DICKSONX", 0.813)]
    [InlineData("JONES", "JOHNSON", 0.832)]
    [InlineData("ABROMS", "ABRAMS", 0.922)]
    public void Published_examples_come_out_as_published(string left, string right, double expected) =>
        Assert.Equal(expected, JaroWinkler.Similarity(left, right), tolerance: 0.0006);

    [Property]
    public bool It_is_the_same_from_both_sides(NonNull<string> left, NonNull<string> right) =>
        JaroWinkler.Similarity(left.Get, right.Get).Equals(JaroWinkler.Similarity(right.Get, left.Get));

    [Property]
    public bool It_lies_between_nothing_and_all(NonNull<string> left, NonNull<string> right) =>
        JaroWinkler.Similarity(left.Get, right.Get) is >= 0 and <= 1;

    [Property]
    public bool A_string_is_wholly_like_itself(NonEmptyString text) => JaroWinkler.Similarity(text.Get, text.Get).Equals(1.0);

    [Fact]
    public void Nothing_is_like_nothing_else() => Assert.Equal(0, JaroWinkler.Similarity("", ""));
}
