// What the official client and an account owe each other: the stand-in, over http, or a real one. node contract.js <endpoint> <key>
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ChangeFeedStartFrom, CosmosClient } from '@azure/cosmos';

const [endpoint, key] = process.argv.slice(2);
const client = new CosmosClient({ endpoint, key });
let database, container;

before(async () => {
  ({ database } = await client.databases.createIfNotExists({ id: `contract-js-${process.pid}` }));
  container = await newContainer('items');
});

after(async () => {
  await database.delete();
  client.dispose();
});

test('an item is created, read, replaced under its etag and deleted', async () => {
  const created = await container.items.create({ id: 'life', pk: 'a', n: 1 });
  assert.deepEqual([created.statusCode, created.etag], [201, created.resource._etag]);
  await assert.rejects(container.items.create({ id: 'life', pk: 'a' }), { code: 409 });

  const item = container.item('life', 'a');
  const stale = { accessCondition: { type: 'IfMatch', condition: '"stale"' } };
  await assert.rejects(item.replace({ id: 'life', pk: 'a', n: 2 }, stale), { code: 412 });
  await item.replace({ id: 'life', pk: 'a', n: 2 }, { accessCondition: { type: 'IfMatch', condition: created.etag } });
  assert.equal((await item.read()).resource.n, 2);

  assert.equal((await item.delete()).statusCode, 204);
  assert.equal((await item.read()).statusCode, 404);
});

test('an item without id gets one, and an upsert makes or replaces', async () => {
  assert.ok((await container.items.create({ pk: 'b' })).resource.id);
  assert.equal((await container.items.upsert({ id: 'up', pk: 'b', n: 1 })).statusCode, 201);
  assert.equal((await container.items.upsert({ id: 'up', pk: 'b', n: 2 })).statusCode, 200);
});

test('null and a missing property are keys of their own', async () => {
  await container.items.create({ id: 'same', pk: null, is: 'null' });
  await container.items.create({ id: 'same', is: 'missing' });

  assert.equal((await container.item('same', null).read()).resource.is, 'null');
  assert.equal((await container.item('same', undefined).read()).resource.is, 'missing');
});

test('a patch is applied whole, under its condition', async () => {
  await container.items.create({ id: 'patched', pk: 'a', n: 1 });
  const item = container.item('patched', 'a');

  const { resource } = await item.patch([{ op: 'incr', path: '/n', value: 5 }, { op: 'add', path: '/tags', value: ['x'] }]);
  assert.deepEqual([resource.n, resource.tags], [6, ['x']]);
  const operations = [{ op: 'set', path: '/n', value: 0 }];
  await assert.rejects(item.patch({ operations, condition: 'FROM c WHERE c.n = 99' }), { code: 412 });
  assert.equal((await item.patch({ operations, condition: 'FROM c WHERE c.n = 6' })).resource.n, 0);
});

test('queries see one partition or all, page by page, and go on where they stopped', async () => {
  const things = await newContainer('queried');
  for (let n = 0; n < 6; n++) await things.items.create({ id: `${n}`, pk: n < 3 ? 'a' : 'b', n });
  const all = async (query, options) => (await things.items.query(query, options).fetchAll()).resources;

  const above = { query: 'SELECT VALUE c.n FROM c WHERE c.n > @n ORDER BY c.n DESC', parameters: [{ name: '@n', value: 0 }] };
  assert.deepEqual(await all(above, { partitionKey: 'a' }), [2, 1]);
  assert.deepEqual(await all(above), [5, 4, 3, 2, 1]);
  assert.deepEqual(await all('SELECT VALUE SUM(c.n) FROM c'), [15]);
  const groups = await all('SELECT c.pk, COUNT(1) AS n FROM c GROUP BY c.pk');
  assert.deepEqual(groups.sort((one, other) => one.pk.localeCompare(other.pk)), [{ pk: 'a', n: 3 }, { pk: 'b', n: 3 }]);
  assert.deepEqual((await all('SELECT DISTINCT VALUE c.pk FROM c')).sort(), ['a', 'b']);
  assert.deepEqual(await all('SELECT VALUE c.n FROM c ORDER BY c.n OFFSET 1 LIMIT 2'), [1, 2]);
  assert.equal((await things.items.readAll().fetchAll()).resources.length, 6);
  await assert.rejects(all('SELECT * FROM c WHERE'), { code: 400 });

  const page = (continuationToken) => things.items.query('SELECT VALUE c.n FROM c', { maxItemCount: 4, continuationToken }).fetchNext();
  const first = await page();
  const second = await page(first.continuationToken);
  assert.deepEqual([first.resources, second.resources, second.hasMoreResults], [[0, 1, 2, 3], [4, 5], false]);
});

test('a batch happens whole or not at all', async () => {
  const done = await container.items.batch([
    { operationType: 'Create', resourceBody: { id: 'b1', pk: 'a' } },
    { operationType: 'Upsert', resourceBody: { id: 'b2', pk: 'a' } },
    { operationType: 'Patch', id: 'b1', resourceBody: { operations: [{ op: 'add', path: '/n', value: 1 }] } },
    { operationType: 'Replace', id: 'b2', resourceBody: { id: 'b2', pk: 'a', n: 2 } },
    { operationType: 'Read', id: 'b1' },
    { operationType: 'Delete', id: 'b2' },
  ], 'a');
  assert.deepEqual([done.code, ...done.result.map((one) => one.statusCode)], [200, 201, 201, 200, 200, 200, 204]);
  assert.equal(done.result[4].resourceBody.n, 1);

  const undone = await container.items.batch([
    { operationType: 'Create', resourceBody: { id: 'b3', pk: 'a' } },
    { operationType: 'Create', resourceBody: { id: 'b1', pk: 'a' } },
  ], 'a');
  assert.deepEqual(undone.result.map((one) => one.statusCode), [424, 409]);
  assert.equal((await container.item('b3', 'a').read()).statusCode, 404);
});

test('bulk operations succeed and fail one by one', async () => {
  await container.items.create({ id: 'taken', pk: 'p1' });

  const answers = await container.items.executeBulkOperations([
    { operationType: 'Create', partitionKey: 'p1', resourceBody: { id: 'new', pk: 'p1' } },
    { operationType: 'Create', partitionKey: 'p1', resourceBody: { id: 'taken', pk: 'p1' } },
    { operationType: 'Patch', partitionKey: 'p1', id: 'taken', resourceBody: { operations: [{ op: 'add', path: '/n', value: 1 }] } },
    { operationType: 'Upsert', partitionKey: 'p2', resourceBody: { id: 'new', pk: 'p2' } },
    { operationType: 'Delete', partitionKey: 'p3', id: 'nobody' },
  ]);

  assert.deepEqual(answers.map((answer) => answer.response?.statusCode ?? answer.error.code), [201, 409, 200, 201, 404]);
});

test('the change feed has every item once and then ends', async () => {
  const things = await newContainer('changed');
  for (let n = 0; n < 5; n++) await things.items.create({ id: `${n}`, pk: `p${n % 2}` });

  const ids = [];
  const feed = things.items.getChangeFeedIterator({ changeFeedStartFrom: ChangeFeedStartFrom.Beginning(), maxItemCount: 2 });
  for (let page = await feed.readNext(); page.statusCode !== 304; page = await feed.readNext()) ids.push(...page.result.map((item) => item.id));

  assert.deepEqual(ids, ['0', '1', '2', '3', '4']);
});

test('a hierarchical key is named whole or by its beginning', async () => {
  const partitionKey = { paths: ['/tenant', '/user'], kind: 'MultiHash', version: 2 };
  const { container: tree } = await database.containers.createIfNotExists({ id: 'tree', partitionKey });
  for (const [id, tenant, user] of [['1', 't1', 'u1'], ['2', 't1', 'u2'], ['3', 't2', 'u1']]) await tree.items.create({ id, tenant, user });
  const ids = async (of) => (await tree.items.query('SELECT VALUE c.id FROM c', { partitionKey: of }).fetchAll()).resources;

  assert.equal((await tree.item('1', ['t1', 'u1']).read()).resource.id, '1');
  assert.deepEqual(await ids(['t1', 'u2']), ['2']);
  assert.deepEqual(await ids(['t1']), ['1', '2']);
  assert.deepEqual((await tree.items.readAll({ partitionKey: ['t2'] }).fetchAll()).resources.map((item) => item.id), ['3']);
  assert.equal((await tree.item('1', ['t1']).read().catch((error) => ({ statusCode: error.code }))).statusCode, 400);
});

test('a unique key is taken once in each partition', async () => {
  const { container: people } = await database.containers.createIfNotExists({
    id: 'people', partitionKey: { paths: ['/pk'] }, uniqueKeyPolicy: { uniqueKeys: [{ paths: ['/email'] }] },
  });
  await people.items.create({ id: '1', pk: 'a', email: 'x' });

  await assert.rejects(people.items.create({ id: '2', pk: 'a', email: 'x' }), { code: 409 });
  assert.equal((await people.items.create({ id: '2', pk: 'b', email: 'x' })).statusCode, 201);
});

test('throughput can be read and set', async () => {
  const { container: paid } = await database.containers.create({ id: 'paid', partitionKey: { paths: ['/pk'] }, throughput: 700 });
  const { offer, resource } = await paid.readOffer();
  assert.equal(resource.content.offerThroughput, 700);

  await offer.replace({ ...resource, content: { offerThroughput: 900 } });
  assert.equal((await paid.readOffer()).resource.content.offerThroughput, 900);
});

if (endpoint.startsWith('http:')) {
  test('what the stand-in cannot do it says', async () => {
    await assert.rejects(container.scripts.storedProcedures.create({ id: 'sproc', body: 'function () {}' }), { code: 501 });
  });
}

async function newContainer(id) {
  return (await database.containers.createIfNotExists({ id, partitionKey: { paths: ['/pk'] } })).container;
}
