import { append, bind, mistake, repackage, replace } from './mistake.mjs';

const app = 'infra/functions.bicep';
const entities = 'infra/entities.json';
const roles = 'infra/roles.bicep';

const feed = { type: 'cosmosDBTrigger', name: 'changes', direction: 'in', connection: 'Cosmos', databaseName: 'omni', containerName: 'customers', leaseContainerName: 'leases', createLeaseContainerIfNotExists: false };

const trigger = (change) => bind('ResolveContact', ([first]) => [{ ...first, ...change }]);

export const mistakes = [
  mistake('a setting is forbidden on Flex Consumption', 'flex', /FUNCTIONS_EXTENSION_VERSION must not be set/, replace(app, "Cosmos__database:", "FUNCTIONS_EXTENSION_VERSION: '~4'\n    Cosmos__database:")),
  mistake('a property of the site is forbidden on Flex Consumption', 'flex', /linuxFxVersion must not be set/, replace(app, "siteConfig: {", "siteConfig: { linuxFxVersion: 'custom',")),
  mistake('the runtime is another', 'flex', /the runtime is dotnet-isolated/, replace(app, "name: 'custom', version: '1.0'", "name: 'dotnet-isolated', version: '10.0'")),
  mistake('the container of the package is not deployed', 'flex', /the container packages of the package is not deployed/, replace(app, '.blob}deployments', '.blob}packages')),
  mistake('a group is kept ready that does not exist', 'flex', /alwaysReady names https/, (repository) => replace(app, "name: 'http', instanceCount", "name: 'https', instanceCount")(replace(app, 'alwaysReady == 0', 'alwaysReady == 9')(repository))),
  mistake('a setting is read that nobody sets', 'settings', /nobody sets Omni__DefaultRegion/, replace(app, '    Omni__DefaultRegion: defaultRegion\n', '')),
  mistake('a setting is set that nobody reads', 'settings', /nobody reads Omni__PublicAddress/, replace(app, 'Omni__PublicUrl:', 'Omni__PublicAddress:')),
  mistake('settings are set in two places', 'settings', /set in two places/, replace(app, "siteConfig: {", "siteConfig: { appSettings: [{ name: 'Omni__PublicUrl', value: 'x' }],")),
  mistake('a setting of a channel has no secret', 'channel-secrets', /Channels__WhatsApp__AppSecret is missing/, replace('infra/settings.json', '    { "setting": "Channels__WhatsApp__AppSecret", "secret": "Channels--WhatsApp--AppSecret" },\n', '')),
  mistake('a setting of a channel is not in the sample', 'channel-secrets', /Channels__Viber__AuthToken is missing/, replace('infra/settings.json', '"secrets": [', '"secrets": [\n    { "setting": "Channels__Viber__AuthToken", "secret": "Channels--Viber--AuthToken" },')),
  mistake('a secret has the wrong name', 'channel-secrets', /is called Channels-Form-Secret/, replace('infra/settings.json', '"Channels--Form--Secret"', '"Channels-Form-Secret"')),
  mistake('a secret is in clear', 'channel-secrets', /does not refer to the secret Omni--IdSalt/, replace(app, 'Cosmos__database:', "Omni__IdSalt: 'plain'\n    Cosmos__database:")),
  mistake('the vault is read with no identity', 'channel-secrets', /not read with the identity/, replace(app, '    keyVaultReferenceIdentity: identity.id\n', '')),
  mistake('a template writes a secret', 'channel-secrets', /a template writes a secret/, append('infra/vault.bicep', "resource salt 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {\n  parent: vault\n  name: 'Omni--IdSalt'\n  properties: { value: guid(name) }\n}")),
  mistake('a connection has no credential', 'connections', /Cosmos__credential is undefined/, replace(app, "    Cosmos__credential: 'managedidentity'\n", '')),
  mistake('a connection has another client id', 'connections', /ServiceBus__clientId is not the client id/, replace(app, 'ServiceBus__clientId: identity.properties.clientId', 'ServiceBus__clientId: identity.properties.principalId')),
  mistake('a connection leads nowhere', 'connections', /ServiceBus__fullyQualifiedNamespace leads to nothing/, replace('infra/servicebus.bicep', "'${bus.name}.servicebus", "'bus.servicebus")),
  mistake('the host has no storage', 'connections', /AzureWebJobsStorage has no endpoint/, (repository) => replace(app, 'AzureWebJobsStorage__table', 'WebJobsStorage__table')(replace(app, 'AzureWebJobsStorage__blob', 'WebJobsStorage__blob')(repository))),
  mistake('the identity is set for everybody', 'connections', /AZURE_CLIENT_ID is set/, replace(app, 'Cosmos__database:', 'AZURE_CLIENT_ID: identity.properties.clientId\n    Cosmos__database:')),
  mistake('telemetry is sent with no identity', 'connections', /telemetry is not sent with the identity/, replace(app, "'ClientId=${identity.properties.clientId};Authorization=AAD'", "'Authorization=AAD'")),
  mistake('a role is missing', 'roles', /missing: Azure Service Bus Data Sender for .*topics\/contacts/, replace(roles, "name: guid(contacts.id, identity.id, roles.serviceBusDataSender)\n  scope: contacts", "name: guid(contacts.id, identity.id, roles.serviceBusDataSender)\n  scope: quarantine")),
  mistake('a role has a scope that is too narrow', 'roles', /missing: Azure Service Bus Data Receiver/, replace(roles, 'name: guid(bus.id, identity.id, roles.serviceBusDataReceiver)\n  scope: bus', 'name: guid(bus.id, identity.id, roles.serviceBusDataReceiver)\n  scope: contacts')),
  mistake('a role has a scope that is too wide', 'roles', /nobody needs: Key Vault Secrets User/, replace(roles, 'name: guid(vault.id, identity.id, roles.keyVaultSecretsUser)\n  scope: vault\n', 'name: guid(vault.id, identity.id, roles.keyVaultSecretsUser)\n')),
  mistake('a role has the id of none', 'roles', /is not one we know/, replace(roles, 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b', 'b7e6dc6d-f1e8-4753-8033-0f276bb0955c')),
  mistake('a role has the id of another', 'roles', /missing: Monitoring Metrics Publisher/, replace(roles, '3913510d-42f4-4e42-8a64-420c390055eb', '09976791-48a7-449e-bb21-39d1a415f350')),
  mistake('a right on documents covers another database', 'roles', /missing: Cosmos DB Built-in Data Contributor/, replace(roles, '/dbs/${', '/dbs/other${')),
  mistake('the name of an assignment changes', 'roles', /is not known before the deployment/, replace(roles, 'guid(bus.id, identity.id, roles.serviceBusDataReceiver)', 'guid(bus.id, identity.properties.principalId, roles.serviceBusDataReceiver)')),
  mistake('an identity is given a role as a person', 'roles', /the principal is a User/, replace(roles, "principalType: 'ServicePrincipal'", "principalType: 'User'")),
  mistake('the queue of a trigger does not exist', 'triggers', /reads contact\/customers, which nobody defines/, trigger({ topicName: 'contact' })),
  mistake('a trigger wants sessions where there are none', 'triggers', /isSessionsEnabled true, the entity requiresSession false/, trigger({ topicName: undefined, subscriptionName: undefined, queueName: 'quarantine' })),
  mistake('a trigger has another connection', 'triggers', /connects with Bus/, trigger({ connection: 'Bus' })),
  mistake('the container of the leases is not defined', 'triggers', /keeps its leases in leases, which nobody defines/, (repository) => replace(entities, '"name": "leases"', '"name": "lease"')(bind('Health', () => [feed])(repository))),
  mistake('a trigger makes its container of leases', 'triggers', /makes its container of leases/, bind('Health', () => [{ ...feed, createLeaseContainerIfNotExists: true }])),
  mistake('a binding is misspelt', 'function-json', /unknown kind serviceBusTriger/, trigger({ type: 'serviceBusTriger' })),
  mistake('a container has another partition key', 'entities', /partitionKey\.paths/, replace('infra/cosmos.bicep', 'paths: container.partitionKeyPaths', "paths: ['/id']")),
  mistake('a queue is not deployed', 'entities', /claims is not deployed|quarantine is not deployed/, replace('infra/servicebus.bicep', 'for queue in entities.queues', 'for queue in skip(entities.queues, 1)')),
  mistake('sessions are not deployed as defined', 'entities', /requiresSession false/, replace('infra/servicebus.bicep', 'requiresSession: subscription.requiresSession', 'requiresSession: false')),
  mistake('a rule is not called $Default', 'rules', /has the rules received/, replace(entities, '"name": "$Default"', '"name": "received"')),
  mistake('a rule is deployed without its filter', 'rules', /the rule has no filter/, replace('infra/servicebus.bicep', '    correlationFilter: rule.correlationFilter\n', '')),
  mistake('events are delivered before the roles are given', 'event-delivery', /does not wait for the roles/, replace('infra/main.bicep', "storageName: contentStorage.outputs.name }\n  dependsOn: [roles]", 'storageName: contentStorage.outputs.name }')),
  mistake('events are delivered to a queue that is not there', 'event-delivery', /is not deployed/, replace('infra/events.bicep', "name: 'acs-events'", "name: 'acs-event'")),
  mistake('undeliverable events go to a container that is not there', 'event-delivery', /container of undeliverable events/, replace('infra/events.bicep', "blobContainerName: 'event-dead-letter'", "blobContainerName: 'dead-events'")),
  mistake('the executable has another name', 'host-json', /the package holds no .\/Omni.Functions/, replace('host.json', '"Omni.Functions"', '"./Omni.Functions"')),
  mistake('host.json has an unknown key', 'host-json', /sessionIdleTimeOut/, replace('host.json', '"sessionIdleTimeout"', '"sessionIdleTimeOut"')),
  mistake('settings of a machine are in the package', 'package', /settings of a machine/, repackage((files) => [...files, { path: 'local.settings.json', mode: 0o644, size: 10 }])),
  mistake('the executable cannot be executed', 'package', /cannot be executed/, repackage((files) => files.map((file) => (file.path === 'Omni.Functions' ? { ...file, mode: 0o100644 } : file)))),
  mistake('the package has a folder bin', 'package', /output of a build/, repackage((files) => [...files, { path: 'bin/extensions.json', mode: 0o644, size: 10 }])),
  mistake('host.json is not at the root', 'package', /is missing at the root/, repackage((files) => files.filter(({ path }) => path !== 'host.json'))),
  mistake('the package is too large', 'package', /Keep it under|has \d+ MB/, repackage((files) => [...files, { path: 'model.bin', mode: 0o644, size: 2e8 }])),
];
