import { finding } from '../finding.mjs';
import { violations } from '../schema-files.mjs';

export const holds = 'host.json is valid and starts the published app';

const file = 'host.json';

export function* check(repository) {
  const host = repository.json(file);
  // The host reads any .NET duration, the schema knows whole seconds only.
  const wholeSeconds = JSON.parse(repository.text(file).replace(/"(\d\d:\d\d:\d\d)\.\d+"/g, '"$1"'));
  for (const violation of violations('host.json', wholeSeconds)) yield finding(file, 1, violation, 'Write what the schema of host.json allows');
  const executable = host.customHandler?.description?.defaultExecutablePath;
  const line = repository.line(file, 'defaultExecutablePath');
  if (!repository.packaged.some(({ path }) => path === executable))
    yield finding(file, line, `the package holds no ${executable}`, 'Name the executable exactly as it lies in the package, without ./');
  if (host.extensionBundle?.version !== '[4.*, 5.0.0)')
    yield finding(file, repository.line(file, 'extensionBundle'), 'the extension bundle is not the one of the plan', 'Flex Consumption needs [4.*, 5.0.0)');
}
