import { walk } from '../bicep/walk.mjs';
import { environment, variablesOf } from '../deployments.mjs';
import { finding } from '../finding.mjs';

export const holds = 'the outputs that azd, the hooks and the pipeline need exist, and none holds a secret';

const neededByAzd = ['AZURE_LOCATION', 'AZURE_TENANT_ID', 'AZURE_RESOURCE_GROUP', 'AZURE_FUNCTION_NAME', 'AZURE_KEY_VAULT_NAME'];
const secretText =
  /list(Keys|ConnectionStrings|Secrets|Sas\w*|AdminKeys|CallbackUrl)|(Account|SharedAccess)Key|password|connectionString|instrumentationKey|secret(?!s?Uri|Name)/i;

export function* check(repository) {
  const { outputs } = repository.bicep('infra/main.bicep');
  for (const name of [...neededByAzd, ...readByHooks(repository)])
    if (!outputs.has(name)) yield finding('infra/main.bicep', 1, `the output ${name} is missing`, 'azd or a hook reads it: declare it');
  for (const template of repository.templates)
    for (const output of template.outputs.values()) {
      const words = [output.name, ...[...walk(output.value)].flatMap((part) => [part.name, ...(part.parts ?? [])])].filter((word) => typeof word === 'string');
      const secret = words.find((word) => secretText.test(word));
      if (secret && !isAddress(output))
        yield finding(
          template.path,
          output.line,
          `the output ${output.name} carries ${secret}`,
          'Outputs are stored in clear: give out names and addresses only',
        );
      if (output.decorators.some((decorator) => decorator.function?.name === 'secure'))
        yield finding(template.path, output.line, `the output ${output.name} is marked as secret`, 'Give out names and addresses only');
    }
}

// The connection string of Application Insights opens nothing where local authentication is off; it goes from module to module.
const isAddress = (output) =>
  output.name === 'connectionString' && [...walk(output.value)].some((part) => part.is === 'member' && part.name === 'ConnectionString');

/** Variables a hook reads that azd does not have by itself. */
function readByHooks(repository) {
  const known = new Set([...Object.keys(environment), 'AZURE_SUBSCRIPTION_ID', ...variablesOf(repository)]);
  const read = repository
    .paths(/^infra\/hooks\/.*\.cs$/)
    .flatMap((path) => [...repository.text(path).matchAll(/"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)"/g)].map(([, name]) => name));
  return [...new Set(read)].filter((name) => !known.has(name));
}
