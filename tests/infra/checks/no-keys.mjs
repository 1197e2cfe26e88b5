import { expressionsOf } from '../bicep/walk.mjs';
import { installations } from '../deployments.mjs';
import { finding } from '../finding.mjs';
import { ofType } from '../settings.mjs';

export const holds = 'no key opens anything: keys are switched off in every service, and no template reads one';

const keyFunctions = /^list(Keys|ConnectionStrings|Secrets|\w*Sas|AdminKeys|CallbackUrl)?$|^getSecret$/i;

const switches = {
  'Microsoft.ServiceBus/namespaces': { disableLocalAuth: true },
  'Microsoft.DocumentDB/databaseAccounts': { disableLocalAuth: true, disableKeyBasedMetadataWriteAccess: true },
  'Microsoft.Storage/storageAccounts': {
    allowSharedKeyAccess: false,
    defaultToOAuthAuthentication: true,
    allowBlobPublicAccess: false,
    supportsHttpsTrafficOnly: true,
  },
  'Microsoft.Communication/communicationServices': { disableLocalAuth: true },
  'Microsoft.Insights/components': { DisableLocalAuth: true },
  'Microsoft.OperationalInsights/workspaces': { 'features.disableLocalAuth': true },
  'Microsoft.KeyVault/vaults': { enableRbacAuthorization: true },
  'Microsoft.BotService/botServices': { disableLocalAuth: true },
  'Microsoft.Storage/storageAccounts/blobServices/containers': { publicAccess: 'None' },
};

const tls = { minimumTlsVersion: ['1.2', 'TLS1_2'], minimalTlsVersion: ['Tls12'] };

export function* check(repository) {
  for (const template of repository.templates)
    for (const { is, function: callee, line } of expressionsOf(template))
      if (is === 'call' && keyFunctions.test(callee.name)) yield finding(template.path, line, `${callee.name} reads a key`, 'Connect with the identity');
  for (const installation of installations(repository))
    for (const [type, expected] of Object.entries(switches))
      for (const resource of ofType(installation, type)) {
        for (const [path, value] of Object.entries(expected))
          if (at(resource.body.properties, path) !== value)
            yield finding(resource.file, resource.line, `${path} of ${type} is ${at(resource.body.properties, path)}`, `Set it to ${value}`);
        for (const [key, values] of Object.entries(tls))
          if (resource.body.properties[key] && !values.includes(resource.body.properties[key]))
            yield finding(resource.file, resource.line, `${type} takes old TLS`, `Set ${key} to ${values[0]}`);
      }
}

const at = (object, path) => path.split('.').reduce((value, key) => value?.[key], object);
