import { fileURLToPath } from 'node:url';
import { Language, Parser } from 'web-tree-sitter';
import { expression, lineOf, meaningful, plain } from './expressions.mjs';

await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(fileURLToPath(import.meta.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm'))));

const known = new Map();

/** A Bicep file as its declarations: parameters, variables, resources, modules, outputs, functions. */
export function parse(path, text) {
  const versions = known.get(path) ?? new Map();
  known.set(path, versions);
  if (!versions.has(text)) versions.set(text, read(path, text));
  return versions.get(text);
}

function read(path, text) {
  const tree = parser.parse(text);
  const root = tree.rootNode;
  const file = { path, targetScope: 'resourceGroup', problems: problems(root), declarations: [] };
  let decorators = [];
  for (const node of meaningful(root)) {
    if (node.type === 'decorators') {
      decorators = decorators.concat(meaningful(node).map((decorator) => expression(meaningful(decorator)[0])));
      continue;
    }

    if (node.type === 'target_scope_assignment') file.targetScope = plain(expression(meaningful(node)[0]));
    const declaration = declarations[node.type]?.(node);
    if (declaration) file.declarations.push({ line: lineOf(node), decorators, ...declaration });
    decorators = [];
  }

  tree.delete();
  for (const kind of ['parameter', 'variable', 'resource', 'module', 'output', 'function'])
    file[`${kind}s`] = new Map(file.declarations.filter((declaration) => declaration.kind === kind).map((declaration) => [declaration.name, declaration]));
  return file;
}

const declarations = {
  parameter_declaration: (node) => ({ kind: 'parameter', ...named(node), type: typeOf(node), value: afterEquals(node) }),
  variable_declaration: (node) => ({ kind: 'variable', ...named(node), value: afterEquals(node) }),
  output_declaration: (node) => ({ kind: 'output', ...named(node), type: typeOf(node), value: afterEquals(node) }),
  resource_declaration: (node) => ({
    kind: 'resource',
    ...named(node),
    ...resourceType(node),
    existing: node.children.some((child) => child.type === 'existing'),
    value: afterEquals(node),
  }),
  module_declaration: (node) => ({ kind: 'module', ...named(node), path: plain(expression(meaningful(node)[1])), value: afterEquals(node) }),
  user_defined_function: (node) => ({ kind: 'function', ...named(node), parameters: parametersOf(node), value: afterArrow(node) }),
};

const named = (node) => ({ name: node.namedChildren.find((child) => child.type.endsWith('identifier')).text });

const typeOf = (node) => node.namedChildren.find((child) => child.type === 'type')?.text ?? 'any';

const afterEquals = (node) => after(node, '=');

const afterArrow = (node) => after(node, '=>');

function after(node, token) {
  const at = node.children.findIndex((child) => child.type === token);
  const value = at < 0 ? null : node.children.slice(at + 1).find((child) => child.isNamed && child.type !== 'comment');
  return value ? expression(value) : null;
}

function resourceType(node) {
  const [type, version] = (plain(expression(meaningful(node)[1])) ?? '').split('@');
  return { type, version: version ?? '' };
}

function parametersOf(node) {
  const list = node.namedChildren.find((child) => child.type === 'parameters');
  return list.namedChildren.map((parameter) => parameter.namedChildren[0].text);
}

function problems(root) {
  if (!root.hasError) return [];
  const found = [];
  const walk = (node) => {
    if (node.isError || node.isMissing) found.push({ line: lineOf(node), text: node.isMissing ? `${node.type} is missing` : node.text.split('\n')[0] });
    else node.children.forEach(walk);
  };
  walk(root);
  return found;
}
