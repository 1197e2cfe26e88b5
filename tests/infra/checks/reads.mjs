import { expressionsOf } from '../bicep/walk.mjs';
import { finding } from '../finding.mjs';
import { bodyOf, typeNode } from '../resource-types.mjs';

export const holds = 'every property that is read of a resource is one it has';

export function* check(repository) {
  for (const template of repository.templates)
    for (const { is, of, name, line } of expressionsOf(template)) {
      const resource = is === 'member' && of.is === 'member' && of.name === 'properties' && template.resources.get(of.of.name ?? of.of.of?.name);
      const properties = resource && propertiesOf(resource);
      if (properties && !(name in properties))
        yield finding(template.path, line, `${resource.type} has no properties.${name}`, `It has ${Object.keys(properties).join(', ')}`);
    }
}

function propertiesOf({ type, version }) {
  const index = bodyOf(type, version)?.p?.properties?.v;
  return index === undefined ? undefined : typeNode(index).p;
}
