import { isDeepStrictEqual } from 'node:util';
import { installations } from '../deployments.mjs';
import { finding } from '../finding.mjs';
import { ofType } from '../settings.mjs';

export const holds = 'what entities.json defines is deployed as it says, and nothing else: queues, topics, subscriptions, containers';

const file = 'infra/entities.json';
const ns = 'Microsoft.ServiceBus/namespaces';
const cosmos = 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases';

export function* check(repository) {
  const { serviceBus, cosmos: store, storage } = repository.json(file);
  for (const installation of installations(repository)) {
    const compare = (...parts) => same(repository, installation, ...parts);
    yield* compare(`${ns}/queues`, serviceBus.queues, ({ name, ...properties }) => [name, properties]);
    yield* compare(`${ns}/topics`, serviceBus.topics, ({ name, subscriptions, ...properties }) => [name, properties]);
    const subscriptions = serviceBus.topics.flatMap((topic) =>
      topic.subscriptions.map((subscription) => ({ ...subscription, name: `${topic.name}/${subscription.name}` })),
    );
    yield* compare(`${ns}/topics/subscriptions`, subscriptions, ({ name, rules, ...properties }) => [name, properties]);
    yield* compare(cosmos, [{ name: store.database }], ({ name }) => [name, { resource: { id: name } }]);
    yield* compare(`${cosmos}/containers`, store.containers, ({ name, ...resource }) => [`${store.database}/${name}`, { resource: container(name, resource) }]);
    const deployed = new Set(ofType(installation, 'Microsoft.Storage/storageAccounts/blobServices/containers').map(({ name }) => name));
    for (const name of storage.containers)
      if (!deployed.has(name))
        yield finding(file, repository.line(file, `"${name}"`), `the blob container ${name} is not deployed`, 'Deploy what entities.json defines');
  }
}

function container(name, { partitionKeyPaths, ...resource }) {
  const kind = partitionKeyPaths.length > 1 ? 'MultiHash' : 'Hash';
  return { id: name, partitionKey: { kind, version: 2, paths: partitionKeyPaths }, ...resource };
}

function* same(repository, installation, type, defined, expected) {
  const deployed = new Map(ofType(installation, type).map((resource) => [path(resource, type), resource]));
  for (const entity of defined) {
    const [name, properties] = expected(entity);
    const resource = deployed.get(name);
    const line = repository.line(file, `"${name.split('/').at(-1)}"`);
    if (!resource) yield finding(file, line, `${name} is not deployed as ${type}`, 'Deploy what entities.json defines');
    else
      for (const [key, value] of differences(properties, resource.body.properties))
        yield finding(
          resource.file,
          resource.line,
          `${name} is deployed with ${key} ${JSON.stringify(value)}`,
          `entities.json says otherwise: read it from there`,
        );
    deployed.delete(name);
  }

  for (const [name, resource] of deployed)
    yield finding(
      resource.file,
      resource.line,
      `${name} is deployed, but entities.json does not define it`,
      'Define it there: the local system and the app read that file',
    );
}

/** The name without the account or namespace. */
const path = (resource, type) => {
  const depth = type.split('/').length - 2;
  const names = resource.id
    .split('/providers/')
    .at(-1)
    .split('/')
    .slice(1)
    .filter((_, index) => index % 2 === 1);
  return names.slice(names.length - depth).join('/');
};

function* differences(expected, actual, path = '') {
  for (const [key, value] of Object.entries(expected)) {
    const there = actual?.[key];
    if (typeof value === 'object' && !Array.isArray(value)) yield* differences(value, there, `${path}${key}.`);
    else if (!isDeepStrictEqual(value, there)) yield [`${path}${key}`, there];
  }
}
