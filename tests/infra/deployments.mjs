import { Template } from './bicep/template.mjs';

/** What azd knows of an environment when it provisions. */
export const environment = {
  AZURE_ENV_NAME: 'hub',
  AZURE_LOCATION: 'westeurope',
  AZURE_PRINCIPAL_ID: '00000000-0000-0000-0000-00000000beef',
  AZURE_PRINCIPAL_TYPE: 'User',
};

/** The parameters as azd hands them over: texts of the environment, converted to the type of the parameter. */
export function parametersFromAzd(repository, variables = environment) {
  const declared = repository.bicep('infra/main.bicep').parameters;
  const given = {};
  for (const [name, { value }] of Object.entries(repository.json('infra/main.parameters.json').parameters)) {
    const text = typeof value === 'string' ? substituted(value, variables) : value;
    if (text !== '') given[name] = typeof text === 'string' ? converted(text, declared.get(name)?.type) : text;
  }
  return given;
}

export const placeholder = /\$\{([A-Z0-9_]+)(?:=([^}]*))?\}/g;

/** The variables the parameters are chosen with, beside those azd always knows. */
export function variablesOf(repository) {
  const values = Object.values(repository.json('infra/main.parameters.json').parameters).map(({ value }) => String(value));
  return values.flatMap((value) => [...value.matchAll(placeholder)].map(([, name]) => name)).filter((name) => !(name in environment));
}

const substituted = (value, variables) => value.replace(placeholder, (_, name, otherwise) => variables[name] || otherwise || '');

const converted = (text, type) => (type === undefined || (type.startsWith('string') && !type.endsWith('[]')) ? text : JSON.parse(text));

/** Everything main.bicep deploys with these parameters. */
export function deployment(repository, parameters = {}) {
  return new Template(repository, 'infra/main.bicep', { ...parametersFromAzd(repository), ...parameters }, '/subscriptions/⟨subscription⟩');
}

export const everything = {
  acsEnabled: true,
  botEnabled: true,
  vnetEnabled: true,
  zoneRedundant: true,
  serverless: false,
  monthlyBudget: 100,
  budgetStart: '2027-01-01',
};

/** The installations the checks look at: with nothing that can be left out, and with everything. */
export const installations = (repository) => [deployment(repository), deployment(repository, everything)];
