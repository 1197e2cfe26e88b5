using Omni.Functions.Customers.Golden;

namespace Omni.Functions.Tests.Customers.Golden;

public sealed class ProfileOptionsTests
{
    [Fact]
    public void An_installation_chooses_rules_for_some_fields_and_the_others_keep_theirs()
    {
        var failures = new List<string>();
        var options = ProfileOptions.From(name => name == "Survivorship" ? "Name = newest; street=Longest;" : null, failures);

        Assert.Empty(failures);
        Assert.Equal(SurvivorshipRule.Newest, options.RuleOf(ProfileField.FullName));
        Assert.Equal(SurvivorshipRule.Longest, options.RuleOf(ProfileField.Street));
        Assert.Equal(SurvivorshipRule.MostTrusted, options.RuleOf(ProfileField.BirthDate));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("name=loudest")]
    [InlineData("name=0")]
    [InlineData("shoeSize=newest")]
    [InlineData("name=newest;name=longest")]
    [InlineData("name=newest=longest")]
    [InlineData("name=newest,street=longest")]
    public void A_setting_that_is_no_list_of_rules_is_told_with_the_fields_and_rules_there_are(string text)
    {
        var failures = new List<string>();
        ProfileOptions.From(_ => text, failures);

        var failure = Assert.Single(failures);
        Assert.StartsWith("Profile__Survivorship has to be a list", failure, StringComparison.Ordinal);
        Assert.EndsWith("timeZone. Rules: newest, mostTrusted, longest.", failure, StringComparison.Ordinal);
    }
}
