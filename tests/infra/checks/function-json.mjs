import { finding } from '../finding.mjs';
import { violations } from '../schema-files.mjs';

export const holds = 'every function.json is valid and has bindings the hub knows';

const kinds = new Set(['httpTrigger', 'http', 'timerTrigger', 'serviceBusTrigger', 'serviceBus', 'cosmosDBTrigger']);

export function* check(repository) {
  for (const { file, name, bindings } of repository.functions) {
    for (const violation of violations('function.json', repository.json(file)))
      yield finding(file, 1, violation, 'Write what the schema of function.json allows');
    for (const { type } of bindings)
      if (!kinds.has(type)) yield finding(file, 1, `${name} has a binding of the unknown kind ${type}`, `Known are: ${[...kinds].join(', ')}`);
    if (bindings.filter(({ type }) => type.endsWith('Trigger')).length !== 1) yield finding(file, 1, `${name} has not exactly one trigger`, 'Give it one');
  }
}
