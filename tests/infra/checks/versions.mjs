import { finding } from '../finding.mjs';
import { bodyOf, versionsOf } from '../resource-types.mjs';

export const holds = 'every resource has a known type in one of the pinned API versions';

export function* check(repository) {
  for (const template of repository.templates)
    for (const resource of template.resources.values())
      if (!bodyOf(resource.type, resource.version))
        yield finding(
          template.path,
          resource.line,
          `${resource.type}@${resource.version} is not pinned`,
          `Pinned are: ${versionsOf(resource.type).join(', ') || 'no versions of this type; extend schemas/bicep-resource-types.json'}`,
        );
}
