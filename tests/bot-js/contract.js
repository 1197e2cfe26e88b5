// What Microsoft's own clients and the Bot Connector owe each other. node contract.js <connector> <bot> <app id> <secret of Direct Line>
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ChannelValidation, ConnectorClient, JwtTokenValidation, JwtTokenProviderFactory, ManagedIdentityAppCredentials, SimpleCredentialProvider, TokenCredentials } from 'botframework-connector';
import { ConnectionStatus, DirectLine } from 'botframework-directlinejs';
import WebSocket from 'ws';
import XMLHttpRequest from 'xhr2';

const [connector, bot, appId, secret] = process.argv.slice(2);
const domain = `${connector}v3/directline`;
const options = { timeout: 30_000 };

Object.assign(globalThis, { WebSocket, XMLHttpRequest });
process.env.IDENTITY_ENDPOINT = `${connector}msi/token`;
process.env.IDENTITY_HEADER = 'of the platform';
ChannelValidation.OpenIdMetadataEndpoint = `${connector}v1/.well-known/openidconfiguration`;

/** As a site's server begins a conversation. */
const begin = async (user) => {
  const answer = await fetch(`${domain}/tokens/generate`, {
    method: 'POST', headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' }, body: JSON.stringify({ user: { id: user } }),
  });
  assert.equal(answer.status, 200);
  return answer.json();
};

/** A chat that ends with its test. */
const open = (context, options) => {
  const chat = new DirectLine({ domain, pollingInterval: 200, ...options });
  context.after(() => chat.end());
  return chat;
};

/** What a chat hears: heard(3) ends with the third activity. */
const listen = (chat) => {
  const activities = [];
  let wake = () => {};
  chat.activity$.subscribe((activity) => { activities.push(activity); wake(); }, () => {});
  return async (count) => {
    while (activities.length < count) await new Promise((resolve) => { wake = resolve; });
    return activities;
  };
};

const online = (chat) => new Promise((resolve, reject) => chat.connectionStatus$.subscribe((status) => {
  if (status === ConnectionStatus.Online) resolve();
  if (status === ConnectionStatus.FailedToConnect) reject(new Error('failed to connect'));
}));

const say = (chat, text) => chat.postActivity({ type: 'message', from: { id: 'forged', name: 'Анна' }, text }).toPromise();

/** What the bot was told in a conversation, and with what proof. */
const told = async (conversation) => (await (await fetch(`${bot}heard`)).json()).filter(({ activity }) => activity.conversation.id === conversation);

const client = (credentials, baseUri) => new ConnectorClient(credentials, { baseUri, noRetryPolicy: true });

const ownClient = (baseUri) => client(new ManagedIdentityAppCredentials(appId, 'https://api.botframework.com', new JwtTokenProviderFactory()), baseUri);

const admit = (activity, authorization, id = appId) => JwtTokenValidation.authenticateRequest(activity, authorization, new SimpleCredentialProvider(id, ''), '');

const reply = (text, replyToId) => ({ type: 'message', from: { id: 'omni-bot' }, text, ...(replyToId && { replyToId }) });

for (const [way, webSocket] of [['over a web socket', true], ['by polling', false]]) {
  test(`a chat ${way} and a bot hear each other`, options, async (context) => {
    const { conversationId, token } = await begin('dl_anna');
    const chat = open(context, { token, webSocket });
    const heard = listen(chat);

    const id = await say(chat, 'Здравствуйте');
    const [{ activity, authorization }] = await told(conversationId);
    const claims = await admit(activity, authorization);
    const { conversations } = ownClient(activity.serviceUrl);
    const answered = await conversations.replyToActivity(conversationId, activity.id, reply('Добрый день', activity.id));
    const sent = await conversations.sendToConversation(conversationId, reply('Чем помочь?'));
    const activities = await heard(3);

    assert.deepEqual([activity.id, activity.from, activity.channelId, activity.serviceUrl], [id, { id: 'dl_anna', name: 'Анна' }, 'directline', connector]);
    assert.deepEqual([claims.getClaimValue('aud'), claims.getClaimValue('serviceurl')], [appId, connector]);
    assert.deepEqual(activities.map((one) => [one.id, one.from.id, one.text, one.replyToId]), [
      [id, 'dl_anna', 'Здравствуйте', undefined], [answered.id, 'omni-bot', 'Добрый день', id], [sent.id, 'omni-bot', 'Чем помочь?', undefined]]);
    assert.deepEqual(new Set(activities.map((one) => one.conversation.id)), new Set([conversationId]));
  });

  test(`a chat ${way} that comes back with its watermark hears only what is new`, options, async (context) => {
    const { conversationId, token } = await begin('dl_anna');
    const { conversations } = ownClient(connector);
    for (const text of ['first', 'second']) await conversations.sendToConversation(conversationId, reply(text));

    const chat = open(context, { token, webSocket, conversationId, watermark: '1' });
    const heard = listen(chat);
    await heard(1);
    await conversations.sendToConversation(conversationId, reply('third'));
    const activities = await heard(2);

    assert.deepEqual(activities.map((one) => one.text), ['second', 'third']);
  });

  test(`a chat ${way} with another token does not connect`, options, async (context) => {
    const { token } = await begin('dl_anna');
    const chat = open(context, { token: `${token}0`, webSocket });
    listen(chat);
    await assert.rejects(online(chat), { message: 'failed to connect' });
  });
}

test('a chat whose web socket was taken over comes back and misses nothing', options, async (context) => {
  const { conversationId, token } = await begin('dl_anna');
  const { conversations } = ownClient(connector);
  const chat = open(context, { token, random: () => 0 });
  const heard = listen(chat);
  await conversations.sendToConversation(conversationId, reply('before'));
  await heard(1);

  const { streamUrl } = await (await fetch(`${domain}/conversations/${conversationId}`, { headers: { Authorization: `Bearer ${token}` } })).json();
  const rival = new WebSocket(streamUrl);
  context.after(() => rival.close());
  const reason = new Promise((resolve) => { rival.onclose = (close) => resolve(close.reason); });
  await new Promise((resolve) => { rival.onopen = resolve; });
  await conversations.sendToConversation(conversationId, reply('meanwhile'));
  const activities = await heard(2);

  assert.equal(await reason, 'collision');
  assert.deepEqual(activities.map((one) => one.text), ['before', 'meanwhile']);
});

test('a token that the chat refreshes opens the same conversation', options, async (context) => {
  const { conversationId, token } = await begin('dl_anna');
  const chat = open(context, { token });
  listen(chat);
  await online(chat);
  const refreshed = await chat.refreshToken().toPromise();

  const later = open(context, { token: refreshed });
  await say(later, 'Hello again');
  assert.deepEqual((await told(conversationId)).map((one) => one.activity.text), ['Hello again']);
});

test('a token that was changed, or is for others, is refused', options, async (context) => {
  context.mock.method(console, 'error', () => {});
  const { conversationId, token } = await begin('dl_anna');
  const chat = open(context, { token });
  await say(chat, 'Hello');
  const [{ activity, authorization }] = await told(conversationId);
  const [head, payload, signature] = authorization.replace('Bearer ', '').split('.');
  const changed = (part, change) => Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(part, 'base64url')), ...change })).toString('base64url');

  await admit(activity, authorization);
  await assert.rejects(admit(activity, `Bearer ${head}.${changed(payload, { serviceurl: connector, more: 1 })}.${signature}`), { message: 'invalid signature' });
  await assert.rejects(admit(activity, `Bearer ${changed(head, { kid: 'another' })}.${payload}.${signature}`), { statusCode: 401 });
  await assert.rejects(admit(activity, `Bearer ${changed(head, { alg: 'none' })}.${payload}.`), { message: 'jwt signature is required' });
  await assert.rejects(admit({ ...activity, serviceUrl: 'https://another.example/' }, authorization), { statusCode: 401, message: /ServiceUrl/ });
  await assert.rejects(admit({ ...activity, channelId: 'skype' }, authorization), { statusCode: 401, message: /endorsement/ });
  await assert.rejects(admit(activity, authorization, 'another-app'), { statusCode: 401, message: /AppId/ });
});

test('what signs nothing is signed for the address that it names', options, async () => {
  const activity = { type: 'message', channelId: 'webchat', serviceUrl: 'http://localhost:56150/_connector', conversation: { id: 'of the playground' }, text: 'Hello' };
  const answer = await fetch(`${connector}playground/messages`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(activity) });

  const [heard] = await told('of the playground');
  assert.deepEqual([answer.status, heard.activity], [202, activity]);
  assert.equal((await admit(heard.activity, heard.authorization)).getClaimValue('serviceurl'), activity.serviceUrl);
});

test('the connector refuses another token, an unknown conversation and an answer to something else', options, async () => {
  const { conversationId } = await begin('dl_anna');
  const own = ownClient(connector).conversations;

  await assert.rejects(client(new TokenCredentials('a.b.c'), connector).conversations.sendToConversation(conversationId, reply('x')), { statusCode: 401, code: 'Unauthorized' });
  await assert.rejects(own.sendToConversation('unknown', reply('x')), { statusCode: 404, code: 'ServiceError' });
  await assert.rejects(own.replyToActivity(conversationId, `${conversationId}|0000000`, reply('x', 'another')), { statusCode: 400, code: 'BadSyntax' });
  await assert.rejects(own.sendToConversation(conversationId, { text: 'x' }), { statusCode: 400, code: 'BadSyntax' });
});
