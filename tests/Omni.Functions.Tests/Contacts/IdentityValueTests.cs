using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Contacts;

public sealed class IdentityValueTests
{
    [Theory]
    [InlineData("6543219876")]
    [InlineData("US.13491208655302741918")]
    [InlineData("sip:anna@example.com")]
    [InlineData("Анна Смирнова")]
    [InlineData("ne\u0301e")]
    [InlineData("\ud83d\ude00")]
    public void What_can_be_seen_whole_can_stand_for_somebody(string value) => Assert.True(IdentityValue.IsSound(value));

    [Theory]
    [InlineData("")]
    [InlineData(" \t\u00a0")]
    [InlineData("123\0")]
    [InlineData("123\n456")]
    [InlineData("123\u007f")]
    [InlineData("123\u0085")]
    [InlineData("\u202e321")]
    [InlineData("12\u20663\u2069")]
    [InlineData("12\u200b3")]
    [InlineData("12\u200d3")]
    [InlineData("12\u20603")]
    [InlineData("\ufeff123")]
    [InlineData("12\u00ad3")]
    [InlineData("12\u034f3")]
    [InlineData("12\u31643")]
    [InlineData("12\ufe0f3")]
    [InlineData("12\u28003")]
    [InlineData("12\u2028")]
    [InlineData("12\udb40\udc41")]
    [InlineData("12\ufffd3")]
    public void What_hides_something_or_is_not_there_stands_for_nobody(string value) => Assert.False(IdentityValue.IsSound(value));

    [Fact]
    public void Half_a_character_stands_for_nobody()
    {
        Assert.False(IdentityValue.IsSound("12\ud83d"));
        Assert.False(IdentityValue.IsSound("12\ude003"));
    }

    [Fact]
    public void A_value_longer_than_any_id_is_kept_in_part_and_is_no_other_value()
    {
        var kept = IdentityValue.Bounded(new string('a', 100_000));

        Assert.True(IdentityValue.IsSound(new string('a', 400)));
        Assert.Equal(401, kept.Length);
        Assert.False(IdentityValue.IsSound(kept));
        Assert.Equal(kept, IdentityValue.Bounded(kept));
    }

    [Property(MaxTest = 1000)]
    public Property What_is_kept_of_any_text_is_short_and_whole_and_a_sound_one_is_kept_as_it_is() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        {
            var kept = IdentityValue.Bounded(text.Get);
            return kept.Length <= 401 && IdentityValue.Bounded(kept) == kept && (!IdentityValue.IsSound(text.Get) || kept == text.Get);
        });
}
