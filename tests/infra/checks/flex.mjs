import { walk } from '../bicep/walk.mjs';
import { installations } from '../deployments.mjs';
import { finding } from '../finding.mjs';
import { appSettings, only } from '../settings.mjs';

export const holds = 'the app runs on Flex Consumption as a custom handler, with nothing set that the plan does not take';

// learn.microsoft.com/azure/azure-functions/flex-consumption-plan, "Deprecated properties and settings"
const settings = new Set([
  'FUNCTIONS_WORKER_RUNTIME',
  'FUNCTIONS_WORKER_RUNTIME_VERSION',
  'FUNCTIONS_EXTENSION_VERSION',
  'FUNCTIONS_MAX_HTTP_CONCURRENCY',
  'FUNCTIONS_WORKER_PROCESS_COUNT',
  'FUNCTIONS_WORKER_DYNAMIC_CONCURRENCY_ENABLED',
  'WEBSITE_RUN_FROM_PACKAGE',
  'WEBSITE_CONTENTAZUREFILECONNECTIONSTRING',
  'WEBSITE_CONTENTSHARE',
  'WEBSITE_NODE_DEFAULT_VERSION',
  'WEBSITE_TIME_ZONE',
  'WEBSITE_LOAD_CERTIFICATES',
  'WEBSITE_CONTENTOVERVNET',
  'WEBSITE_VNET_ROUTE_ALL',
  'WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT',
  'WEBSITE_USE_PLACEHOLDER',
  'WEBSITES_CONTAINER_START_TIME_LIMIT',
  'SCM_DO_BUILD_DURING_DEPLOYMENT',
  'ENABLE_ORYX_BUILD',
  'TZ',
]);
const properties = new Set([
  'linuxFxVersion',
  'windowsFxVersion',
  'netFrameworkVersion',
  'alwaysOn',
  'functionAppScaleLimit',
  'preWarmedInstanceCount',
  'use32BitWorkerProcess',
  'ftpsState',
  'containerSize',
  'endToEndEncryptionEnabled',
]);

export function* check(repository) {
  yield* forbiddenProperties(repository);
  for (const installation of installations(repository)) {
    const app = only(installation, 'Microsoft.Web/sites');
    for (const setting of appSettings(installation).filter(({ name }) => settings.has(name)))
      yield finding(setting.file, setting.line, `${setting.name} must not be set on Flex Consumption`, 'Remove it: the plan manages it');
    for (const [wrong, remedy] of shape(repository, installation, app)) yield finding(app.file, app.line, wrong, remedy);
  }
}

function* forbiddenProperties(repository) {
  for (const template of repository.templates)
    for (const resource of template.resources.values()) {
      if (resource.type.endsWith('/basicPublishingCredentialsPolicies'))
        yield finding(template.path, resource.line, 'Flex Consumption has no publishing credentials', 'Remove the resource');
      if (resource.type !== 'Microsoft.Web/sites') continue;
      for (const { entries = [] } of walk(resource.value))
        for (const { key, line } of entries.filter((entry) => properties.has(entry.key)))
          yield finding(template.path, line, `${key} must not be set on Flex Consumption`, 'Remove it');
    }
}

function* shape(repository, installation, app) {
  const { functionAppConfig } = app.body.properties;
  const plan = only(installation, 'Microsoft.Web/serverfarms');
  if (plan.body.sku.tier !== 'FlexConsumption' || plan.body.sku.name !== 'FC1')
    yield ['the plan is not Flex Consumption', "Use the sku { name: 'FC1', tier: 'FlexConsumption' }"];
  const { name, version } = functionAppConfig.runtime;
  if (name !== 'custom' || version !== '1.0')
    yield [`the runtime is ${name} ${version}`, "The package is an executable: use { name: 'custom', version: '1.0' }"];
  if (app.body.properties.httpsOnly !== true) yield ['the app answers plain HTTP', 'Set httpsOnly: true'];
  yield* deploymentStorage(installation, functionAppConfig.deployment.storage);
  yield* ready(repository, plan, functionAppConfig.scaleAndConcurrency);
}

function* deploymentStorage(installation, storage) {
  const container = String(storage.value).split('⟩').at(-1);
  const there = installation.resources.some(
    (resource) => resource.type === 'Microsoft.Storage/storageAccounts/blobServices/containers' && resource.name === container,
  );
  if (!there) yield [`the container ${container} of the package is not deployed`, 'Deploy it with the storage account of the host'];
  if (storage.authentication.type !== 'UserAssignedIdentity')
    yield ['the package is not read with the identity of the app', "Use authentication: { type: 'UserAssignedIdentity', … }"];
}

function* ready(repository, plan, { alwaysReady = [], instanceMemoryMB, maximumInstanceCount }) {
  const groups = new Set(['http', 'blob', 'durable', ...repository.functions.map(({ name }) => `function:${name}`)]);
  for (const { name, instanceCount } of alwaysReady) {
    if (!groups.has(name)) yield [`alwaysReady names ${name}`, `It is one of ${[...groups].join(', ')}`];
    if (plan.body.properties.zoneRedundant && instanceCount < 2)
      yield [`${name} keeps ${instanceCount} instance ready over several zones`, 'Zones need at least 2'];
  }

  if (![512, 2048, 4096].includes(instanceMemoryMB)) yield [`an instance cannot have ${instanceMemoryMB} MB`, 'Use 512, 2048 or 4096'];
  if (maximumInstanceCount < 40 || maximumInstanceCount > 1000) yield [`${maximumInstanceCount} instances at most`, 'Use 40 to 1000'];
}
