import { deployment, environment, everything, parametersFromAzd } from '../deployments.mjs';
import { finding } from '../finding.mjs';
import { bodyOf, typeNode } from '../resource-types.mjs';

export const holds = 'every name fits the length and the characters of its type, with the longest name of an environment';

// learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules, where the type files say nothing
const rules = {
  'Microsoft.Web/sites': /^[a-z0-9-]{2,32}$/i, // the host keeps 32 characters of it as its id
  'Microsoft.Web/serverfarms': /^[a-z0-9-]{1,60}$/i,
  'Microsoft.ServiceBus/namespaces': /^[a-z][a-z0-9-]{4,48}[a-z0-9]$/i,
  'Microsoft.DocumentDB/databaseAccounts': /^[a-z0-9-]{3,50}$/,
  'Microsoft.KeyVault/vaults': /^[a-z][a-z0-9-]{1,22}[a-z0-9]$/i,
  'Microsoft.EventGrid/systemTopics': /^[a-z0-9-]{3,50}$/i,
  'Microsoft.EventGrid/systemTopics/eventSubscriptions': /^[a-z0-9-]{3,64}$/i,
  'Microsoft.ManagedIdentity/userAssignedIdentities': /^[a-z0-9][\w-]{2,127}$/i,
  'Microsoft.Network/virtualNetworks/subnets': /^[a-z0-9-]{1,80}$/i, // the plan takes no underscore
};

export function* check(repository) {
  const longest = { ...environment, AZURE_ENV_NAME: 'e'.repeat(longestName(repository)) };
  const installation = deployment(repository, { ...parametersFromAzd(repository, longest), ...everything });
  const ids = new Map();
  for (const { type, version, name, id, file, line, body } of installation.resources) {
    const limit = nameNode(type, version);
    const last = name.split('/').at(-1);
    if (!fits(last, limit) || (rules[type] && !rules[type].test(last)))
      yield finding(file, line, `${last} (${last.length} characters) cannot name a ${type}`, `It has to fit ${rules[type] ?? JSON.stringify(limit)}`);
    if (ids.has(id)) yield finding(file, line, `${last} is deployed twice`, `Rename it, or the one in ${ids.get(id)}`);
    ids.set(id, file);
    for (const subnet of body.properties?.subnets ?? [])
      if (!rules['Microsoft.Network/virtualNetworks/subnets'].test(subnet.name))
        yield finding(file, line, `${subnet.name} cannot name a subnet of the plan`, 'Use letters, digits and hyphens');
  }
}

/** What @maxLength says of environmentName. */
function longestName(repository) {
  const { decorators } = repository.bicep('infra/main.bicep').parameters.get('environmentName');
  return decorators.find(({ function: decorator }) => decorator?.name === 'maxLength')?.arguments[0].value ?? 64;
}

function nameNode(type, version) {
  const body = bodyOf(type, version);
  const index = body?.p?.name?.v;
  return index === undefined ? {} : typeNode(index);
}

const fits = (name, { min = 0, max = Infinity, re, v, open }) =>
  name.length >= min && name.length <= max && (!re || new RegExp(re).test(name)) && (!v || open || v.includes(name));
