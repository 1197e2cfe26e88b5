import { installations } from '../deployments.mjs';
import { finding } from '../finding.mjs';
import { appSettings, ofType, only, optionsOf, sampleSettings } from '../settings.mjs';

export const holds = 'every setting the app reads is set in Azure, and none is set that nobody reads';

const sample = 'local.settings.sample.json';
const onThisMachineOnly = [
  'FUNCTIONS_WORKER_RUNTIME',
  'AzureFunctionsJobHost__extensions__serviceBus__sessionIdleTimeout',
  'AzureWebJobsStorage',
  'Attachments',
  'Communication',
  'ServiceBus',
  'Cosmos__accountKey',
  'Graph__accessToken',
  'Graph__endpoint',
  // Of a bot with a password, and of national clouds: set by hand where they are needed.
  'Bot__AppPassword',
  'Bot__TenantId',
  'Bot__OpenIdMetadata',
  'Bot__Issuer',
  'Bot__Scope',
];
/** Set where an Azure Bot is deployed. */
const ofTheBot = ['Bot__AppId', 'Bot__AppType'];
/** As many as there are mailboxes; in Azure made of one parameter. */
const ofMailboxes = /^Mailboxes__\d+__(Address|Department|Folder|AfterPickup)$/;
const readByTheHost =
  /^(APPLICATIONINSIGHTS_(CONNECTION_STRING|AUTHENTICATION_STRING)|OTEL_EXPORTER_OTLP_ENDPOINT|AzureWebJobs\.\w+\.Disabled|AzureWebJobsStorage__(accountName|blobServiceUri|queueServiceUri|tableServiceUri|credential|clientId))$/;
const neededByTheHost = ['APPLICATIONINSIGHTS_CONNECTION_STRING', 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING'];

export function* check(repository) {
  const sampled = Object.keys(sampleSettings(repository));
  const read = new Set([...optionsOf(repository), ...sampled.filter((name) => /^(Bot|Channels|Replies)__/.test(name))].map((name) => name.toLowerCase()));
  for (const installation of installations(repository)) {
    const settings = appSettings(installation);
    const site = only(installation, 'Microsoft.Web/sites');
    const set = new Set(settings.map(({ name }) => name.toLowerCase()));
    for (const name of [...sampled.filter((key) => !onThisMachineOnly.includes(key) && !ofMailboxes.test(key)), ...neededByTheHost].filter((key) => !ofTheBot.includes(key) || ofType(installation, 'Microsoft.BotService/botServices').length > 0))
      if (!set.has(name.toLowerCase())) yield finding(site.file, site.line, `nobody sets ${name}`, `The app reads it: set it, or take it out of ${sample}`);
    for (const setting of settings)
      if (!read.has(setting.name.toLowerCase()) && !readByTheHost.test(setting.name) && !ofMailboxes.test(setting.name))
        yield finding(setting.file, setting.line, `nobody reads ${setting.name}`, 'Remove it, or look the spelling up');
    if (new Set(settings.map(({ line, file }) => `${file}:${line}`)).size > 1)
      yield finding(site.file, site.line, 'app settings are set in two places', 'The second replaces the first: keep one');
    if (set.size < settings.length) yield finding(site.file, site.line, 'an app setting is set twice', 'Keep one');
  }
}
