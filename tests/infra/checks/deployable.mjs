import { installations } from '../deployments.mjs';
import { finding } from '../finding.mjs';

export const holds = 'with nothing that can be left out, and with everything, all resources and outputs can be worked out before the deployment';

// What a subscription holds itself; all else lies in a resource group.
const ofSubscriptions = new Set(['Microsoft.Resources/resourceGroups', 'Microsoft.Authorization/roleAssignments', 'Microsoft.Consumption/budgets']);

export function* check(repository) {
  const main = repository.bicep('infra/main.bicep');
  if (main.targetScope !== 'subscription')
    yield finding(main.path, 1, `the scope is ${main.targetScope}`, "Write targetScope = 'subscription': the template makes its resource group");
  for (const { type, line, name } of main.resources.values())
    if (!ofSubscriptions.has(type)) yield finding(main.path, line, `${name} cannot lie in a subscription`, 'Move it to a module with scope: group');
  // Reading them works them out; what cannot be is refused with its place.
  for (const { resources, outputs } of installations(repository)) {
    for (const { name, body, file, line } of resources)
      if (name.includes('⟨') || body.name === undefined)
        yield finding(file, line, `the name ${name} is known only after the deployment`, 'Make it from parameters');
    for (const [output, value] of Object.entries(outputs))
      if (value === undefined) yield finding(main.path, 1, `the output ${output} has no value`, 'Give it one');
  }
}
