import { placeholder } from '../deployments.mjs';
import { finding } from '../finding.mjs';

export const holds = 'main.parameters.json gives every parameter of main.bicep that has no default, gives no other, and holds no secret';

const file = 'infra/main.parameters.json';
const secretName = /secret|password|token|apikey|accesskey|connectionstring|salt/i;

export function* check(repository) {
  const declared = repository.bicep('infra/main.bicep').parameters;
  const given = repository.json(file).parameters;
  for (const parameter of declared.values()) {
    if (!parameter.value && !parameter.type.endsWith('?') && !(parameter.name in given))
      yield finding('infra/main.bicep', parameter.line, `nobody gives the parameter ${parameter.name}`, `Give it in ${file}, or a default`);
    const secure = parameter.decorators.some((decorator) => decorator.function?.name === 'secure');
    if (secure || secretName.test(parameter.name))
      yield finding('infra/main.bicep', parameter.line, `${parameter.name} is a secret`, 'Secrets are in the vault only: no template knows them');
  }

  for (const [name, { value }] of Object.entries(given)) {
    const line = repository.line(file, `"${name}"`);
    if (!declared.has(name)) yield finding(file, line, `main.bicep has no parameter ${name}`, 'Remove it, or declare it');
    if (secretName.test(name) || [...String(value).matchAll(placeholder)].some(([, variable]) => secretName.test(variable)))
      yield finding(file, line, `${name} is a secret`, 'Secrets are in the vault only: no parameter carries them');
    if (typeof value === 'string' && !new RegExp(`^${placeholder.source}$`).test(value))
      yield finding(file, line, `${name} is the same in every environment`, 'Write ${VARIABLE} or ${VARIABLE=default}');
  }
}
