using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Golden;
using Omni.Functions.Tests.Architecture;
using static Omni.Functions.Tests.Customers.Golden.Told;

namespace Omni.Functions.Tests.Customers.Golden;

/// <summary>The golden profile as callers get it, and as it is described to them.</summary>
public sealed partial class GoldenAnswerTests
{
    [Fact]
    public void The_answer_tells_of_each_field_what_stands_by_which_rule_and_what_contradicts_it()
    {
        var profile = ProfileOf(Form(2, ("city", "Омск")), Changed(1, "hubspot", "5", CrmAction.Created, ("city", "Пермь")));
        var answer = JsonSerializer.SerializeToNode(CustomerView.Of(profile, ProfileOptions.Default), CustomerJson.Answers.CustomerView)!; // a view is an object

        Assert.Equal(
            $$$"""
            {"city":{"value":"Омск","source":"form","contactId":"{{{IdOf(2)}}}","at":"2026-03-02T09:02:00.000Z","trust":"claimed","rule":"newest",
            "others":[{"value":"Пермь","source":"hubspot","contactId":"{{{IdOf(1)}}}","at":"2026-03-02T09:01:00.000Z","trust":"asserted"}]}}
            """.ReplaceLineEndings(""),
            answer["fields"]!.ToJsonString(CustomerJson.Answers.Options)); // required
        Assert.Equal(30, (int?)answer["completeness"]);
    }

    [Fact]
    public void A_profile_read_back_from_its_document_has_the_same_fields()
    {
        var profile = ProfileOf(Account(1, "Anna", "ru"), Form(2, ("city", "Perm"), ("fio", "Anna S.")));
        var read = JsonSerializer.Deserialize(JsonSerializer.Serialize(profile, CustomerJson.Default.Profile), CustomerJson.Default.Profile);

        Assert.Equal(profile.Fields, read!.Fields); // what was written is read
    }

    [Fact]
    public void The_guide_tells_the_fields_with_their_rules_and_lengths_and_the_weights()
    {
        var rows = Row().Matches(Repository.Read("docs/identity.md")).Select(row => row.Value.Trim()).ToList();

        Assert.Equal(
            ProfileField.All.Select(field => $"| `{field.Name}` | `{JsonNamingPolicy.CamelCase.ConvertName($"{field.DefaultRule}")}` | {field.Longest} |"),
            rows.Where(row => row.Count(letter => letter == '|') == 4));
        Assert.Equal(Completeness.Weights.Select(row => $"| `{row.Wanted}` | {row.Weight} |"), rows.Where(row => row.Count(letter => letter == '|') == 3));
    }

    [Fact]
    public void The_description_of_the_routes_names_the_fields()
    {
        var description = JsonNode.Parse(Repository.Read("functions/Omni.Functions/Hosting/openapi.json"));
        var named = description!["components"]!["schemas"]!["Customer"]!["properties"]!["fields"]!["propertyNames"]!["enum"]!.AsArray(); // what it lacks fails here

        Assert.Equal(ProfileField.All.Select(field => field.Name), named.Select(name => (string?)name));
    }

    [GeneratedRegex(@"^\| `\w+` \| (`\w+` \| )?\d+ \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
