import { connectionsOf, typeOfService } from '../connections.mjs';
import { installations } from '../deployments.mjs';
import { finding } from '../finding.mjs';
import { appSettings, only } from '../settings.mjs';

export const holds = 'every connection has an endpoint that is deployed, the credential managedidentity and the client id of the identity, and no key';

const addresses = {
  blobServiceUri: ({ id }) => `⟨${id}#properties.primaryEndpoints.blob⟩`,
  tableServiceUri: ({ id }) => `⟨${id}#properties.primaryEndpoints.table⟩`,
  queueServiceUri: ({ id }) => `⟨${id}#properties.primaryEndpoints.queue⟩`,
  accountEndpoint: ({ id }) => `⟨${id}#properties.documentEndpoint⟩`,
  fullyQualifiedNamespace: ({ name }) => `${name}.servicebus.windows.net`,
  accountName: ({ name }) => name,
};

export function* check(repository) {
  for (const installation of installations(repository)) {
    const site = only(installation, 'Microsoft.Web/sites');
    const identity = only(installation, 'Microsoft.ManagedIdentity/userAssignedIdentities');
    const found = (wrong, remedy) => finding(site.file, site.line, wrong, remedy);
    for (const connection of connectionsOf(repository, installation)) yield* one(connection, identity, found);
    for (const { name, value } of appSettings(installation)) {
      if (name === 'AZURE_CLIENT_ID')
        yield found('AZURE_CLIENT_ID is set', 'The host would use it for connections of its own: give each connection its __clientId');
      if (/(Account|SharedAccess)Key=/i.test(String(value))) yield found(`${name} holds a key`, 'Connect with the identity');
    }

    const telemetry = appSettings(installation).find(({ name }) => name === 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING');
    if (telemetry && String(telemetry.value) !== `ClientId=⟨${identity.id}#properties.clientId⟩;Authorization=AAD`)
      yield found('telemetry is not sent with the identity of the app', 'Write ClientId=<client id>;Authorization=AAD');
  }
}

function* one({ prefix, keys, endpoints }, identity, found) {
  if (endpoints.length === 0)
    yield found(`the connection ${prefix} has no endpoint`, `Set ${prefix}__blobServiceUri, __fullyQualifiedNamespace or __accountEndpoint`);
  for (const { key, value, service, resource } of endpoints)
    if (resource?.type !== typeOfService(service) || String(value) !== addresses[key](resource))
      yield found(`${prefix}__${key} does not lead to the right address (${value})`, 'Take the address from the resource');
  if (keys.get('credential') !== 'managedidentity') yield found(`${prefix}__credential is ${keys.get('credential')}`, 'It is managedidentity, literally');
  const client = keys.get('clientId');
  if (client?.resource?.id !== identity.id || client.path !== 'properties.clientId')
    yield found(`${prefix}__clientId is not the client id of the identity`, 'Take it from the identity');
  if (keys.has('managedIdentityResourceId')) yield found(`${prefix} names its identity twice`, 'Use clientId alone');
}
