import { append, mistake, replace } from './mistake.mjs';

const app = 'infra/functions.bicep';
const roles = 'infra/roles.bicep';

export const mistakes = [
  mistake(
    'a connection leads to another service of its account',
    'connections',
    /Attachments__blobServiceUri does not lead to the right address/,
    replace(app, 'contentStorage.properties.primaryEndpoints.blob', 'contentStorage.properties.primaryEndpoints.table'),
  ),
  mistake('a connection has no credential', 'connections', /Cosmos__credential is undefined/, replace(app, "    Cosmos__credential: 'managedidentity'\n", '')),
  mistake(
    'a connection has another client id',
    'connections',
    /ServiceBus__clientId is not the client id/,
    replace(app, 'ServiceBus__clientId: identity.properties.clientId', 'ServiceBus__clientId: identity.properties.principalId'),
  ),
  mistake(
    'a connection leads nowhere',
    'connections',
    /ServiceBus__fullyQualifiedNamespace does not lead to the right address/,
    replace('infra/servicebus.bicep', "'${bus.name}.servicebus", "'bus.servicebus"),
  ),
  mistake('the host has no storage', 'connections', /AzureWebJobsStorage has no endpoint/, (repository) =>
    replace(app, 'AzureWebJobsStorage__table', 'WebJobsStorage__table')(replace(app, 'AzureWebJobsStorage__blob', 'WebJobsStorage__blob')(repository)),
  ),
  mistake(
    'the identity is set for everybody',
    'connections',
    /AZURE_CLIENT_ID is set/,
    replace(app, 'Cosmos__database:', 'AZURE_CLIENT_ID: identity.properties.clientId\n    Cosmos__database:'),
  ),
  mistake(
    'telemetry is sent with no identity',
    'connections',
    /telemetry is not sent with the identity/,
    replace(app, "'ClientId=${identity.properties.clientId};Authorization=AAD'", "'Authorization=AAD'"),
  ),
  mistake(
    'a role is missing',
    'roles',
    /missing: Azure Service Bus Data Sender for .*topics\/contacts/,
    replace(
      roles,
      "resource appPublishesContacts 'Microsoft.Authorization/roleAssignments@2022-04-01' = {",
      "resource appPublishesContacts 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (false) {",
    ),
  ),
  mistake(
    'a role has a scope that is too narrow',
    'roles',
    /missing: Azure Service Bus Data Receiver/,
    replace(
      roles,
      'name: guid(bus.id, identity.id, roles.serviceBusDataReceiver)\n  scope: bus',
      'name: guid(bus.id, identity.id, roles.serviceBusDataReceiver)\n  scope: contacts',
    ),
  ),
  mistake(
    'a role has a scope that is too wide',
    'roles',
    /nobody needs: Key Vault Secrets User/,
    replace(
      roles,
      'name: guid(vault.id, identity.id, roles.keyVaultSecretsUser)\n  scope: vault\n',
      'name: guid(vault.id, identity.id, roles.keyVaultSecretsUser)\n',
    ),
  ),
  mistake(
    'Event Grid may not write to its queue',
    'roles',
    /missing: Azure Service Bus Data Sender for .*systemTopics/,
    replace(
      roles,
      'name: guid(acsEvents.id, eventTopic.id, roles.serviceBusDataSender)\n  scope: acsEvents',
      'name: guid(acsEvents.id, eventTopic.id, roles.serviceBusDataSender)\n  scope: quarantine',
    ),
  ),
  mistake(
    'a person may do more than fill in secrets',
    'roles',
    /nobody needs: Azure Service Bus Data Owner for 00000000/,
    append(
      roles,
      "resource more 'Microsoft.Authorization/roleAssignments@2022-04-01' = {\n  name: guid(bus.id, operatorId, roles.serviceBusDataOwner)\n  scope: bus\n  properties: {\n    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataOwner)\n    principalId: operatorId\n    principalType: operatorType\n  }\n}",
    ),
  ),
  mistake(
    'a role has the id of none',
    'roles',
    /is not one we know/,
    replace(roles, 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b', 'b7e6dc6d-f1e8-4753-8033-0f276bb0955c'),
  ),
  mistake(
    'a role has the id of another',
    'roles',
    /missing: Monitoring Metrics Publisher/,
    replace(roles, '3913510d-42f4-4e42-8a64-420c390055eb', '09976791-48a7-449e-bb21-39d1a415f350'),
  ),
  mistake('a right on documents covers another database', 'roles', /missing: Cosmos DB Built-in Data Contributor/, replace(roles, '/dbs/${', '/dbs/other${')),
  mistake(
    'the name of an assignment changes',
    'roles',
    /is not known before the deployment/,
    replace(roles, 'guid(bus.id, identity.id, roles.serviceBusDataReceiver)', 'guid(bus.id, identity.properties.principalId, roles.serviceBusDataReceiver)'),
  ),
  mistake(
    'an identity is given a role as a person',
    'roles',
    /the principal is a User/,
    replace(roles, "principalType: 'ServicePrincipal'", "principalType: 'User'"),
  ),
  mistake(
    'events are delivered before the roles are given',
    'event-delivery',
    /does not wait for the roles/,
    replace('infra/main.bicep', 'storageName: contentStorage.outputs.name }\n  dependsOn: [roles]', 'storageName: contentStorage.outputs.name }'),
  ),
  mistake(
    'events are delivered to a queue that is not there',
    'event-delivery',
    /is not deployed/,
    replace('infra/events.bicep', "name: 'acs-events'", "name: 'acs-event'"),
  ),
  mistake(
    'undeliverable events go to a container that is not there',
    'event-delivery',
    /container of undeliverable events/,
    replace('infra/events.bicep', "blobContainerName: 'event-dead-letter'", "blobContainerName: 'dead-events'"),
  ),
];
