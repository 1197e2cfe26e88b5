import { finding } from '../finding.mjs';
import { violations } from '../schema-files.mjs';

export const holds = 'host.json is valid and starts the published app';

const file = 'host.json';

export function* check(repository) {
  const host = repository.json(file);
  for (const violation of violations('host.json', host)) yield finding(file, 1, violation, 'Write what the schema of host.json allows');
  const executable = host.customHandler?.description?.defaultExecutablePath;
  const line = repository.line(file, 'defaultExecutablePath');
  if (!repository.packaged.some(({ path }) => path === executable)) yield finding(file, line, `the package holds no ${executable}`, 'Name the executable exactly as it lies in the package, without ./');
  if (host.extensionBundle?.version !== '[4.*, 5.0.0)') yield finding(file, repository.line(file, 'extensionBundle'), 'the extension bundle is not the one of the plan', 'Flex Consumption needs [4.*, 5.0.0)');
}
