import { append, mistake, replace } from './mistake.mjs';

const app = 'infra/functions.bicep';

export const mistakes = [
  mistake(
    'a setting is forbidden on Flex Consumption',
    'flex',
    /FUNCTIONS_EXTENSION_VERSION must not be set/,
    replace(app, 'Cosmos__database:', "FUNCTIONS_EXTENSION_VERSION: '~4'\n    Cosmos__database:"),
  ),
  mistake(
    'a property of the site is forbidden on Flex Consumption',
    'flex',
    /linuxFxVersion must not be set/,
    replace(app, 'siteConfig: {', "siteConfig: { linuxFxVersion: 'custom',"),
  ),
  mistake(
    'the runtime is another',
    'flex',
    /the runtime is dotnet-isolated/,
    replace(app, "name: 'custom', version: '1.0'", "name: 'dotnet-isolated', version: '10.0'"),
  ),
  mistake(
    'the container of the package is not deployed',
    'flex',
    /the container packages of the package is not deployed/,
    replace(app, '.blob}deployments', '.blob}packages'),
  ),
  mistake('a group is kept ready that does not exist', 'flex', /alwaysReady names https/, (repository) =>
    replace(app, "name: 'http', instanceCount", "name: 'https', instanceCount")(replace(app, 'alwaysReady == 0', 'alwaysReady == 9')(repository)),
  ),
  mistake('a setting is read that nobody sets', 'settings', /nobody sets Omni__DefaultRegion/, replace(app, '    Omni__DefaultRegion: defaultRegion\n', '')),
  mistake('a setting is set that nobody reads', 'settings', /nobody reads Omni__PublicAddress/, replace(app, 'Omni__PublicUrl:', 'Omni__PublicAddress:')),
  mistake(
    'settings are set in two places',
    'settings',
    /set in two places/,
    replace(app, 'siteConfig: {', "siteConfig: { appSettings: [{ name: 'Omni__PublicUrl', value: 'x' }],"),
  ),
  mistake(
    'a setting of a channel has no secret',
    'channel-secrets',
    /Channels__WhatsApp__AppSecret is missing/,
    replace('infra/settings.json', '    { "setting": "Channels__WhatsApp__AppSecret", "secret": "Channels--WhatsApp--AppSecret" },\n', ''),
  ),
  mistake(
    'a setting of a channel is not in the sample',
    'channel-secrets',
    /Channels__Viber__AuthToken is missing/,
    replace('infra/settings.json', '"secrets": [', '"secrets": [\n    { "setting": "Channels__Viber__AuthToken", "secret": "Channels--Viber--AuthToken" },'),
  ),
  mistake(
    'a secret has the wrong name',
    'channel-secrets',
    /is called Channels-Form-Secret/,
    replace('infra/settings.json', '"Channels--Form--Secret"', '"Channels-Form-Secret"'),
  ),
  mistake(
    'a secret is in clear',
    'channel-secrets',
    /does not refer to the secret Omni--IdSalt/,
    replace(app, 'Cosmos__database:', "Omni__IdSalt: 'plain'\n    Cosmos__database:"),
  ),
  mistake(
    'the vault is read with no identity',
    'channel-secrets',
    /not read with the identity/,
    replace(app, '    keyVaultReferenceIdentity: identity.id\n', ''),
  ),
  mistake(
    'a template writes a secret',
    'channel-secrets',
    /a template writes a secret/,
    append(
      'infra/vault.bicep',
      "resource salt 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {\n  parent: vault\n  name: 'Omni--IdSalt'\n  properties: { value: guid(name) }\n}",
    ),
  ),
  mistake(
    'the sample runs another runtime',
    'sample-settings',
    /the runtime is another/,
    replace('local.settings.sample.json', '"custom"', '"dotnet-isolated"'),
  ),
  mistake(
    'the sample is not of the form the host reads',
    'sample-settings',
    /IsEncrypted must be boolean/,
    replace('local.settings.sample.json', 'false', '"no"'),
  ),
];
