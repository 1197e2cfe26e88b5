using System.Text.Json;
using System.Text.Json.Nodes;
using Omni.Drivers.Providers;
using Omni.EndToEnd.Tests.Running;
using Omni.Functions.Channels;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Golden;

namespace Omni.EndToEnd.Tests;

/// <summary>What a customer must look like: the requests normalised and folded in memory, no bus, no store, no process in between.</summary>
internal static class PureFold
{
    private static readonly IChannel _whatsApp =
        new ChannelCatalogue((provider, key) => Checkout.Settings.All.GetValueOrDefault($"Channels__{provider}__{key}"), "RU", ReplyKey.From("any salt will do here"u8)).Find("whatsapp")
        ?? throw new InvalidOperationException("The sample settings switch WhatsApp on.");

    public static JsonNode? Customer(string id, IEnumerable<SignedRequest> requests) =>
        JsonSerializer.SerializeToNode(CustomerView.Of(ProfileFold.Add(Profile.Empty(id), requests.SelectMany(Contacts)), ProfileOptions.Default), CustomerJson.Answers.CustomerView);

    private static IEnumerable<Omni.Functions.Contacts.Contact> Contacts(SignedRequest request) => _whatsApp.Normalise(new WebhookRequest
    {
        Method = "POST",
        Url = "http://localhost/api/webhooks/whatsapp",
        Body = request.Body,
        ContentType = request.ContentType,
        ReceivedAt = Hub.Noon,
    }).Contacts;
}
