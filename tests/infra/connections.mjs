import { appSettings } from './settings.mjs';

const endpointKeys = {
  fullyQualifiedNamespace: 'bus',
  accountEndpoint: 'cosmos',
  blobServiceUri: 'blobs',
  tableServiceUri: 'tables',
  queueServiceUri: 'queues',
  accountName: 'blobs',
};

/** Connections that the code and the host use beyond those a binding names. */
const always = ['AzureWebJobsStorage', 'Attachments', 'ServiceBus', 'Cosmos'];

export const connectionNames = (repository) =>
  new Set([
    ...always,
    ...repository.functions.flatMap(({ bindings }) => bindings.flatMap(({ connection, leaseConnection }) => [connection, leaseConnection])).filter(Boolean),
  ]);

/** The connections a deployment sets up: prefix, endpoints with the service behind them, credential and client id. */
export function connectionsOf(repository, deployment) {
  const settings = appSettings(deployment);
  return [...connectionNames(repository)].map((prefix) => {
    const keys = new Map(settings.filter(({ name }) => name.startsWith(`${prefix}__`)).map(({ name, value }) => [name.slice(prefix.length + 2), value]));
    const endpoints = [...keys]
      .filter(([key]) => key in endpointKeys)
      .map(([key, value]) => ({ service: endpointKeys[key], key, value, resource: behind(deployment, value) }));
    return { prefix, keys, endpoints };
  });
}

/** The resource an endpoint leads to: the one whose property it is, or whose name stands in it. */
function behind(deployment, value) {
  const id = value.resource?.id ?? /⟨(.*)#/.exec(String(value))?.[1];
  const host = String(value).split(/\/\//).at(-1).split('.')[0];
  return deployment.resources.find((resource) => (id ? resource.id === id : resource.name === host));
}

const types = {
  bus: 'Microsoft.ServiceBus/namespaces',
  cosmos: 'Microsoft.DocumentDB/databaseAccounts',
  blobs: 'Microsoft.Storage/storageAccounts',
  tables: 'Microsoft.Storage/storageAccounts',
  queues: 'Microsoft.Storage/storageAccounts',
};

export const typeOfService = (service) => types[service];
