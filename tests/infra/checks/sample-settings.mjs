import { finding } from '../finding.mjs';
import { violations } from '../schema-files.mjs';

export const holds = 'local.settings.sample.json is valid, and runs the custom handler';

const file = 'local.settings.sample.json';

export function* check(repository) {
  const sample = repository.json(file);
  for (const violation of violations('local-settings.json', sample)) yield finding(file, 1, violation, 'Write what the schema of local.settings.json allows');
  if (sample.Values.FUNCTIONS_WORKER_RUNTIME !== 'custom')
    yield finding(file, repository.line(file, 'FUNCTIONS_WORKER_RUNTIME'), 'the runtime is another', "Write custom: func start runs the package's executable");
}
