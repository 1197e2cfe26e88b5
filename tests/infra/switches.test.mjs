import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deployment } from './deployments.mjs';
import { appSettings, ofType, only } from './settings.mjs';
import { repository } from './this-repository.mjs';
import { always, more, switchNames } from './switches.mjs';

const settings = (names) =>
  names.reduce(
    (all, name) =>
      all.flatMap((one) => [
        { ...one, [name]: false },
        { ...one, [name]: true },
      ]),
    [{}],
  );

const shown = (installation) => {
  const token = only(installation, 'Microsoft.KeyVault/vaults').name.slice('kv-'.length);
  const roles = /\/(sqlR|r)oleAssignments$/;
  return installation.resources
    .filter(({ type }) => !roles.test(type))
    .map(({ type, name, scope }) =>
      `${type} ${name.split('/').at(-1)}${scope ? ` of ${scope.name}` : ''}`
        .replaceAll(token, '*')
        .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, '(guid)'),
    )
    .sort();
};

test('with every setting of the switches exactly the expected resources are deployed', () => {
  for (const parameters of settings(switchNames)) {
    const expected = [...always, ...switchNames.filter((name) => parameters[name]).flatMap((name) => more[name])].sort();
    assert.deepEqual(shown(deployment(repository, parameters)), expected, JSON.stringify(parameters));
  }
});

test('with every setting of the switches every body and every output can be worked out', () => {
  for (const parameters of settings(switchNames)) {
    const installation = deployment(repository, parameters);
    assert.ok(installation.resources.every(({ body }) => body.name !== undefined));
    assert.ok(Object.keys(installation.outputs).length > 5);
  }
});

test('a budget is deployed when one is wanted, and is refused without its first month', () => {
  const budgets = (parameters) => ofType(deployment(repository, parameters), 'Microsoft.Consumption/budgets').length;
  assert.equal(budgets({}), 0);
  assert.equal(budgets({ monthlyBudget: 50, budgetStart: '2027-01-01' }), 1);
  assert.throws(() => deployment(repository, { monthlyBudget: 50 }).resources.map(({ body }) => body), /A budget needs its first month/);
});

test('timers of mailboxes run where there are mailboxes, and subscribe to them unless they are not to tell', () => {
  const asleep = (parameters) =>
    appSettings(deployment(repository, parameters))
      .filter(({ name, value }) => /^AzureWebJobs\.\w*Mailbox\w*\.Disabled$/.test(name) && value === 'true')
      .map(({ name }) => name.split('.')[1])
      .sort();
  const mailboxes = 'sales@shop.example,sales;info@shop.example,,orders,move:archive';
  assert.deepEqual(asleep({}), ['MailboxPoll', 'WatchMailboxes']);
  assert.deepEqual(asleep({ mailboxes }), []);
  assert.deepEqual(asleep({ mailboxes, mailboxPush: false }), ['WatchMailboxes']);
  const set = Object.fromEntries(appSettings(deployment(repository, { mailboxes })).map(({ name, value }) => [name, value]));
  assert.equal(set['Graph__push'].toLowerCase(), 'true');
  assert.deepEqual(
    ['Address', 'Department', 'Folder', 'AfterPickup'].map((name) => set[`Mailboxes__1__${name}`]),
    ['info@shop.example', '', 'orders', 'move:archive'],
  );
});

test('without a network of its own the bus is a Standard one and reachable, with one it is Premium and closed', () => {
  const bus = (vnetEnabled) => only(deployment(repository, { vnetEnabled }), 'Microsoft.ServiceBus/namespaces').body;
  assert.deepEqual([bus(false).sku.name, bus(false).properties.publicNetworkAccess], ['Standard', 'Enabled']);
  assert.deepEqual([bus(true).sku.name, bus(true).properties.publicNetworkAccess], ['Premium', 'Disabled']);
});

test('with a network of its own nothing that stores is reachable from outside, and each has its private endpoint', () => {
  const installation = deployment(repository, { vnetEnabled: true });
  const storing = [
    'Microsoft.ServiceBus/namespaces',
    'Microsoft.DocumentDB/databaseAccounts',
    'Microsoft.Storage/storageAccounts',
    'Microsoft.KeyVault/vaults',
  ].flatMap((type) => ofType(installation, type));
  const reached = ofType(installation, 'Microsoft.Network/privateEndpoints').map(
    ({ body }) => body.properties.privateLinkServiceConnections[0].properties.privateLinkServiceId,
  );
  for (const { id, body } of storing) {
    assert.equal(body.properties.publicNetworkAccess, 'Disabled', id);
    assert.ok(reached.includes(id), id);
  }

  assert.match(String(only(installation, 'Microsoft.Web/sites').body.properties.virtualNetworkSubnetId), /\/subnets\/app$/);
});

test('a serverless store has no throughput, any other one scales by itself', () => {
  for (const serverless of [true, false]) {
    const installation = deployment(repository, { serverless });
    const { capabilities } = only(installation, 'Microsoft.DocumentDB/databaseAccounts').body.properties;
    assert.deepEqual(capabilities, serverless ? [{ name: 'EnableServerless' }] : []);
    for (const { body } of ofType(installation, 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers'))
      assert.deepEqual(Object.keys(body.properties.options), serverless ? [] : ['autoscaleSettings']);
  }
});

test('zones are used by the plan, the storage and the store, or by none of them', () => {
  for (const zoneRedundant of [true, false]) {
    const installation = deployment(repository, { zoneRedundant });
    assert.equal(only(installation, 'Microsoft.Web/serverfarms').body.properties.zoneRedundant, zoneRedundant);
    assert.equal(only(installation, 'Microsoft.DocumentDB/databaseAccounts').body.properties.locations[0].isZoneRedundant, zoneRedundant);
    for (const { body } of ofType(installation, 'Microsoft.Storage/storageAccounts'))
      assert.equal(body.sku.name, zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS');
  }
});
