using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Contacts;

public sealed class LeadingIdentityTests
{
    [Fact]
    public void Contacts_of_one_leading_identity_share_a_session_whatever_else_they_carry()
    {
        var phone = new Identity("phone", "+447700900123", Trust.Verified);
        var alone = Sample.Contact("1", phone);
        var together = Sample.Contact("2", phone, new Identity("email", "anna@example.com", Trust.Claimed));

        Assert.Equal(LeadingIdentity.BucketOf(alone), LeadingIdentity.BucketOf(together));
        Assert.Equal("phone:+447700900123", LeadingIdentity.KeyOf(together));
    }

    [Fact]
    public void A_contact_of_nobody_stands_alone() => Assert.Equal("nobody", LeadingIdentity.KeyOf(Sample.Contact("nobody")));

    [Fact]
    public void The_session_is_the_first_hex_digit_of_the_key_hashed() => Assert.Equal("b", LeadingIdentity.BucketOf("abc"));

    [Fact]
    public void Sessions_are_sixteen()
    {
        var buckets = Enumerable.Range(0, 1000).Select(number => LeadingIdentity.BucketOf($"phone:{number}")).Distinct();

        Assert.Equal(16, buckets.Count());
    }
}
