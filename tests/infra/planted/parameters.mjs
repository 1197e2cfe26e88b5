import { append, mistake, replace } from './mistake.mjs';

const main = 'infra/main.bicep';
const bus = 'infra/servicebus.bicep';
const cosmos = 'infra/cosmos.bicep';
const storage = 'infra/storage.bicep';

export const mistakes = [
  mistake(
    'an output of a module is read that is not deployed',
    'deployable',
    /communication is not deployed with these parameters/,
    replace(main, "acsEnabled ? communication!.outputs.acsName : ''", 'communication!.outputs.acsName'),
  ),
  mistake(
    'a module gets a text for a truth value',
    'deployable',
    /vnetEnabled has to be of the type bool/,
    replace(main, 'vnetEnabled: vnetEnabled', "vnetEnabled: 'yes'"),
  ),
  mistake(
    'a default is not among the allowed values',
    'deployable',
    /principalType breaks @allowed/,
    replace('infra/main.parameters.json', '${AZURE_PRINCIPAL_TYPE=User}', '${PRINCIPAL=Person}'),
  ),
  mistake(
    'a module has no scope',
    'deployable',
    /give the module its scope/,
    replace(main, "module bus 'servicebus.bicep' = {\n  scope: group\n", "module bus 'servicebus.bicep' = {\n"),
  ),
  mistake(
    'a service lies in the subscription itself',
    'deployable',
    /cannot lie in a subscription/,
    append(main, "resource vaultHere 'Microsoft.KeyVault/vaults@2024-11-01' = {\n  name: 'kv'\n}"),
  ),
  mistake(
    'a condition hangs on what only Azure knows',
    'deployable',
    /a condition has to be known/,
    replace('infra/bot.bicep', 'disableLocalAuth: true', 'disableLocalAuth: identity.properties.isolationScope ? true : true'),
  ),
  mistake(
    'a name is made of what only Azure knows',
    'deployable',
    /known only after the deployment/,
    replace(
      'infra/bot.bicep',
      "resource bot 'Microsoft.BotService/botServices@2022-09-15' = {\n  name: name",
      "resource bot 'Microsoft.BotService/botServices@2022-09-15' = {\n  name: '${name}${identity.properties.clientId}'",
    ),
  ),
  mistake('a name is too long', 'names', /cannot name a Microsoft.KeyVault\/vaults/, replace(main, "'kv-${token}'", "'keyvault-omni-${token}'")),
  mistake(
    'a name has characters its type does not take',
    'names',
    /cannot name a Microsoft.Storage\/storageAccounts/,
    replace(main, "'st${token}'", "'st-${token}'"),
  ),
  mistake(
    'the name of the app is longer than its host id',
    'names',
    /cannot name a Microsoft.Web\/sites/,
    replace(main, "'func-${token}'", "'func-of-the-contacts-${token}'"),
  ),
  mistake('a subnet has an underscore', 'names', /private_endpoints cannot name/, (repository) =>
    replace('infra/network.bicep', "name: 'private-endpoints'\n        ", "name: 'private_endpoints'\n        ")(repository),
  ),
  mistake(
    'a parameter is not given',
    'parameters',
    /nobody gives the parameter location/,
    replace('infra/main.parameters.json', '    "location": { "value": "${AZURE_LOCATION}" },\n', ''),
  ),
  mistake(
    'a parameter is given that does not exist',
    'parameters',
    /has no parameter vnetOn/,
    replace('infra/main.parameters.json', '"vnetEnabled"', '"vnetOn"'),
  ),
  mistake(
    'a secret is a parameter',
    'parameters',
    /appSecret is a secret/,
    replace('infra/main.parameters.json', '"parameters": {', '"parameters": {\n    "appSecret": { "value": "${APP_SECRET}" },'),
  ),
  mistake(
    'a parameter has a value of its own',
    'parameters',
    /is the same in every environment/,
    replace('infra/main.parameters.json', '"${AZURE_LOCATION}"', '"westeurope"'),
  ),
  mistake('an output of azd is missing', 'outputs', /AZURE_KEY_VAULT_NAME is missing/, replace(main, 'output AZURE_KEY_VAULT_NAME', 'output AZURE_VAULT')),
  mistake('an output that a hook reads is missing', 'outputs', /HUB_BASE_URL is missing/, replace(main, 'output HUB_BASE_URL', 'output HUB_URL')),
  mistake('an output is a key', 'outputs', /carries listKeys/, append(bus, 'output key string = listKeys(bus.id, bus.apiVersion).primaryKey')),
  mistake(
    'an output is a connection string',
    'outputs',
    /carries busConnectionString/i,
    append(main, 'output BUS_CONNECTION_STRING string = bus.outputs.busConnectionString'),
  ),
  mistake('a key is read', 'no-keys', /listKeys reads a key/, append(storage, 'var key = account.listKeys().keys[0].value')),
  mistake(
    'keys open the bus',
    'no-keys',
    /disableLocalAuth of Microsoft.ServiceBus\/namespaces is false/,
    replace(bus, 'disableLocalAuth: true', 'disableLocalAuth: false'),
  ),
  mistake('keys open the database', 'no-keys', /disableKeyBasedMetadataWriteAccess/, replace(cosmos, '    disableKeyBasedMetadataWriteAccess: true\n', '')),
  mistake('blobs are public', 'no-keys', /allowBlobPublicAccess/, replace(storage, 'allowBlobPublicAccess: false', 'allowBlobPublicAccess: true')),
  mistake('a container is public', 'no-keys', /publicAccess/, replace(storage, "publicAccess: 'None'", "publicAccess: 'Blob'")),
  mistake('the bus takes old TLS', 'no-keys', /takes old TLS/, replace(bus, "minimumTlsVersion: '1.2'", "minimumTlsVersion: '1.0'")),
];
