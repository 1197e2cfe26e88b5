// What the official clients and a resource owe each other. node contract.js <connection string>
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EmailClient } from '@azure/communication-email';
import { SmsClient } from '@azure/communication-sms';

const [connectionString] = process.argv.slice(2);
const options = { allowInsecureConnection: true, retryOptions: { maxRetries: 0 } };
const message = {
  senderAddress: 'support@shop.example',
  recipients: { to: [{ address: 'anna@client.example', displayName: 'Анна' }] },
  content: { subject: 'Wardrobe', plainText: 'Да, это дуб.' },
};

test('a mail is sent, and its operation succeeds', async () => {
  const poller = await new EmailClient(connectionString, options).beginSend(message, { operationId: '8540c0de-899f-5cce-acb5-3ec493af3800', updateIntervalInMs: 10 });
  const result = await poller.pollUntilDone();
  assert.deepEqual([result.id, result.status], ['8540c0de-899f-5cce-acb5-3ec493af3800', 'Succeeded']);
});

test('a mail without words is refused with a code', async () => {
  await assert.rejects(new EmailClient(connectionString, options).beginSend({ ...message, content: { subject: 'x' } }), { statusCode: 400, code: 'InvalidRequest' });
});

test('each recipient of an SMS fares for himself', async () => {
  const sent = await new SmsClient(connectionString, options).send(
    { from: '+12025550100', to: ['+447700900123', '+44'], message: 'Да' }, { enableDeliveryReport: true, tag: 'js' });
  assert.deepEqual(sent.map((one) => [one.successful, one.httpStatusCode]), [[true, 202], [false, 400]]);
});

test('another key opens nothing', async () => {
  const wrong = connectionString.replace(/accesskey=.*$/, 'accesskey=AAEC');
  await assert.rejects(new SmsClient(wrong, options).send({ from: '+12025550100', to: ['+447700900123'], message: 'x' }), { statusCode: 401 });
});
