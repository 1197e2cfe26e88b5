using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Evidence;
using Omni.Functions.Customers.Merging;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers.Merging;

/// <summary>Strangers who became one customer because of a number they share are taken apart again, by what their links say.</summary>
public sealed class SharedValueUndoTests
{
    private const string Number = "claimed phone:+74951234567";

    private static readonly ResolutionOptions _options = UsualOptions with { Identities = UsualOptions.Identities with { SharedAfter = 2 } };

    private readonly Desk _desk = new();

    private IReadOnlyList<Profile> Living => [.. _desk.Store.Profiles.Where(static profile => !profile.IsFrozen)];

    [Fact]
    public async Task Three_strangers_with_one_number_are_apart_again_when_each_merge_that_their_links_name_is_undone()
    {
        await JoinThreeAsync();

        foreach (var joined in await JoinedAsync(Assert.Single(Living).Id))
        {
            Assert.Equal(JoiningWay.Merge, joined.How);
            Assert.IsType<Undone>(await _desk.UndoAsync(joined.MergeId!));
        }

        Assert.Equal([2, 2, 2], Living.Select(static profile => profile.ContactCount));
        var owner = Assert.Single(_desk.Store.Links, static link => link.Kind == IdentityKind.Phone).CustomerId;
        Assert.All(await JoinedAsync(owner), static joined => Assert.Equal((JoiningWay.Undone, null), (joined.How, joined.MergeId)));
    }

    [Fact]
    public async Task They_stay_apart_when_contacts_with_the_number_come_again()
    {
        await JoinThreeAsync();
        foreach (var joined in await JoinedAsync(Assert.Single(Living).Id))
            await _desk.UndoAsync(joined.MergeId!);

        for (var i = 1; i <= 3; i++)
            await DeliverAsync(Telling(20 + i, $"verified viber_user_id:{i}", Number), Telling(30 + i, $"asserted viber_user_id:{i}", "asserted phone:+74951234567"));
        await DeliverAsync(Telling(40, "verified viber_user_id:4", Number));

        Assert.Equal([1, 4, 4, 4], Living.Select(static profile => profile.ContactCount).Order());
    }

    [Fact]
    public async Task Who_only_brought_contacts_is_told_apart_from_who_was_merged()
    {
        await DeliverAsync(Telling(1, "verified viber_user_id:1", Number), Telling(2, "verified viber_user_id:2", Number));

        var joined = Assert.Single(await JoinedAsync(Assert.Single(Living).Id));

        Assert.Equal(("viber_user_id:2", JoiningWay.Contacts, null), (joined.Who, joined.How, joined.MergeId));
    }

    /// <summary>Each is known before the number makes them one.</summary>
    private async Task JoinThreeAsync()
    {
        for (var i = 1; i <= 3; i++)
            await DeliverAsync(Telling(i, $"verified viber_user_id:{i}"));
        for (var i = 1; i <= 3; i++)
            await DeliverAsync(Telling(10 + i, $"verified viber_user_id:{i}", Number));
        Assert.Equal(6, Assert.Single(Living).ContactCount);
    }

    private async Task<IReadOnlyList<JoinedThrough>> JoinedAsync(string customerId)
    {
        var route = new GetCustomerLinks(_desk.Store, new CustomerEvidence(_desk.Store, "RU"));
        var answer = Assert.IsType<JsonHttpResult<CustomerLinks>>(await route.Run(new DefaultHttpContext().Request, customerId, default));
        return Assert.Single(answer.Value!.Identities, static identity => identity.Kind == IdentityKind.Phone).Joined;
    }

    private async Task DeliverAsync(params Contact[] contacts)
    {
        foreach (var contact in contacts)
            await Resolution(_desk.Store, _options, pairs: _desk.Pairs).ResolveAsync([contact], default);
    }
}
