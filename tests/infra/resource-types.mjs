import { readFileSync } from 'node:fs';

// The properties of the resource types, derived from Azure's published type files; schemas/README.md tells where from.
const { resources, types } = JSON.parse(readFileSync(new URL('schemas/bicep-resource-types.json', import.meta.url), 'utf8'));

export const typeNode = (index) => types[index];

/** The body of a resource type in one API version; undefined when it is not in the table. */
export const bodyOf = (type, version) => typeNode(resources[`${type}@${version}`]);

export const versionsOf = (type) =>
  Object.keys(resources)
    .filter((key) => key.startsWith(`${type}@`))
    .map((key) => key.split('@')[1]);
