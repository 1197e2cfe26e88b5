import { append, mistake, remove, replace } from './mistake.mjs';

const app = 'infra/functions.bicep';
const main = 'infra/main.bicep';
const bus = 'infra/servicebus.bicep';
const cosmos = 'infra/cosmos.bicep';
const storage = 'infra/storage.bicep';

export const mistakes = [
  mistake('a brace is missing', 'syntax', /does not parse/, replace(bus, 'output id string = bus.id', 'var broken = {\noutput id string = bus.id')),
  mistake(
    'a resource hides in another',
    'syntax',
    /is declared inside another resource/,
    replace(
      'infra/vault.bicep',
      'output id',
      "resource other 'Microsoft.KeyVault/vaults@2024-11-01' = {\n  name: 'kv-other'\n  resource inner 'secrets' = {\n    name: 'x'\n  }\n}\noutput id",
    ),
  ),
  mistake('a property is misspelt', 'properties', /requireSession does not exist/, replace(bus, 'requiresSession:', 'requireSession:')),
  mistake(
    'a property is in the wrong place',
    'properties',
    /sites\.functionAppConfig does not exist/,
    replace(app, '  properties: {\n    serverFarmId', '  functionAppConfig: {}\n  properties: {\n    serverFarmId'),
  ),
  mistake('an enumerated value is wrong', 'properties', /filterType cannot be 'CorelationFilter'/, replace(bus, "'CorrelationFilter'", "'CorelationFilter'")),
  mistake(
    'a read-only property is set',
    'properties',
    /primaryEndpoints is read-only/,
    replace(storage, 'allowSharedKeyAccess: false', 'allowSharedKeyAccess: false\n    primaryEndpoints: {}'),
  ),
  mistake('a required property is left out', 'properties', /lacks the required kind/, replace(storage, "  kind: 'StorageV2'\n", '')),
  mistake(
    'a nested required property is left out',
    'properties',
    /sku lacks the required name/,
    replace('infra/vault.bicep', "sku: { family: 'A', name: 'standard' }", "sku: { family: 'A' }"),
  ),
  mistake('a truth value is written as text', 'properties', /has to be true or false/, replace(app, 'reserved: true', "reserved: 'true'")),
  mistake('a number is written as text', 'properties', /has to be a number/, replace(app, 'maximumInstanceCount: 100', "maximumInstanceCount: '100'")),
  mistake(
    'a text has the wrong form',
    'properties',
    /has the wrong form/,
    replace('infra/alerts.bicep', "groupShortName: 'contacts'", "groupShortName: 'contacts-of-the-hub'"),
  ),
  mistake(
    'an API version is one that nobody pinned',
    'versions',
    /@2023-01-01-preview is not pinned/,
    replace(bus, "namespaces@2024-01-01' =", "namespaces@2023-01-01-preview' ="),
  ),
  mistake('a resource type does not exist', 'versions', /namespaces\/queue@2024-01-01 is not pinned/, replace(bus, 'namespaces/queues@', 'namespaces/queue@')),
  mistake(
    'a name is misspelt',
    'symbols',
    /nothing is called vnetEnable$/,
    replace(bus, 'publicNetworkAccess: vnetEnabled ?', 'publicNetworkAccess: vnetEnable ?'),
  ),
  mistake('a parameter is not used', 'symbols', /nobody uses spare/, append(bus, 'param spare string')),
  mistake(
    'a property is set twice',
    'symbols',
    /disableLocalAuth is set twice/,
    replace(bus, 'disableLocalAuth: true', 'disableLocalAuth: true\n    disableLocalAuth: true'),
  ),
  mistake('a module does not get a parameter', 'modules', /does not get its parameter vnetEnabled/, replace(main, '    vnetEnabled: vnetEnabled\n', '')),
  mistake(
    'a module gets a parameter it does not know',
    'modules',
    /vault\.bicep has no parameter tier/,
    replace(main, "{ name: 'kv-${token}',", "{ tier: 'standard', name: 'kv-${token}',"),
  ),
  mistake('the file of a module is missing', 'modules', /the module bot\.bicep does not exist/, remove('infra/bot.bicep')),
  mistake(
    'an output is read that a module does not have',
    'modules',
    /has no output endpoint/,
    replace(cosmos, 'output endpoint string', 'output address string'),
  ),
  mistake('a loaded file is missing', 'modules', /workbook\.json does not exist/, remove('infra/workbook.json')),
  mistake('a template is used by nobody', 'modules', /no template uses this file/, replace(main, "'alerts.bicep'", "'bot.bicep'")),
  mistake(
    'a property is read that the resource does not have',
    'reads',
    /databaseAccounts has no properties\.endpoint/,
    replace(cosmos, 'account.properties.documentEndpoint', 'account.properties.endpoint'),
  ),
  mistake('a tag is left out', 'tags', /has no tag azd-env-name/, replace(bus, '  tags: tags\n', '')),
];
