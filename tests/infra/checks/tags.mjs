import { installations } from '../deployments.mjs';
import { environment } from '../deployments.mjs';
import { finding } from '../finding.mjs';
import { bodyOf } from '../resource-types.mjs';

export const holds = 'everything that can carry a tag carries the name of the environment';

export function* check(repository) {
  for (const installation of installations(repository))
    for (const { type, version, file, line, name, parent, body } of installation.resources)
      if (!parent && bodyOf(type, version)?.p?.tags?.v !== undefined && body.tags?.['azd-env-name'] !== environment.AZURE_ENV_NAME)
        yield finding(file, line, `${name} has no tag azd-env-name`, 'azd finds and removes what belongs to an environment by it: set tags: tags');
}
