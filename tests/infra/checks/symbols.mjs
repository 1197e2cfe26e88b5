import { finding } from '../finding.mjs';

export const holds = 'every name that is used is declared once, and every parameter and variable is used';

const namespaces = new Set(['az', 'sys']);

export function* check(repository) {
  for (const template of repository.templates) {
    const declared = new Map();
    for (const declaration of template.declarations.filter((candidate) => candidate.kind !== 'output')) {
      if (declared.has(declaration.name)) yield finding(template.path, declaration.line, `${declaration.name} is declared twice`, 'Rename one');
      declared.set(declaration.name, declaration);
    }

    const used = new Set();
    for (const declaration of template.declarations) yield* readNames(template, declaration.value, new Set(declaration.parameters), declared, used);
    for (const [name, declaration] of declared)
      if (['parameter', 'variable'].includes(declaration.kind) && !used.has(name))
        yield finding(template.path, declaration.line, `nobody uses ${name}`, 'Remove it');
  }
}

function* readNames(template, node, local, declared, used) {
  if (!node || typeof node !== 'object') return;
  if (Array.isArray(node)) {
    for (const item of node) yield* readNames(template, item, local, declared, used);
    return;
  }

  if (node.is === 'name') {
    used.add(node.name);
    if (!local.has(node.name) && !declared.has(node.name) && !namespaces.has(node.name))
      yield finding(template.path, node.line, `nothing is called ${node.name}`, 'Declare it, or look the spelling up');
    return;
  }

  if (node.is === 'object') yield* twice(template, node);
  const inner = node.is === 'lambda' ? node.parameters : node.is === 'for' ? [node.item, node.index] : [];
  const seen = new Set([...local, ...inner]);
  const callee = node.is === 'call' && node.function.is === 'name';
  for (const [key, value] of Object.entries(node))
    if (!(callee && key === 'function') && key !== 'parameters') yield* readNames(template, value, seen, declared, used);
}

function* twice(template, object) {
  const keys = new Set();
  for (const entry of object.entries.filter((candidate) => candidate.key)) {
    if (keys.has(entry.key)) yield finding(template.path, entry.line, `${entry.key} is set twice`, 'Remove one');
    keys.add(entry.key);
  }
}
