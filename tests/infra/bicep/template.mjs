import { posix } from 'node:path';
import { evaluate, isTrue } from './evaluate.mjs';
import { Names } from './names.mjs';
import { objection } from './parameters.mjs';
import { Deployed, Refused, resourceId } from './values.mjs';

const groups = 'Microsoft.Resources/resourceGroups';

/** One Bicep file with values for its parameters: what it deploys, and its outputs. */
export class Template {
  #known = new Map();
  #names;
  #resources;

  constructor(repository, path, given, scope) {
    Object.assign(this, { repository, path, given, scope, parsed: repository.bicep(path) });
    this.#names = new Names(this);
  }

  /** What a name stands for, worked out once and only when somebody asks. */
  find(name) {
    if (!this.#known.has(name)) {
      this.#known.set(name, undefined);
      this.#known.set(name, this.#workOut(name));
    }
    const value = this.#known.get(name);
    if (value === undefined) throw new Error(`${name} depends on itself`);
    return value;
  }

  function(name) {
    const own = this.parsed.functions.get(name);
    if (own) return (...values) => evaluate(own.value, this.#names.with(own.parameters, values));
    return {
      loadJsonContent: (path) => this.repository.json(this.#beside(path)),
      loadTextContent: (path) => this.repository.text(this.#beside(path)),
      resourceGroup: () => ({ id: this.scope, name: this.scope.split('/').at(-1), location: '⟨location⟩' }),
    }[name];
  }

  /** What is deployed with these parameters, modules included. */
  get resources() {
    this.#resources ??= [...this.parsed.resources.keys()]
      .flatMap((name) => this.find(name))
      .filter((resource) => resource.deployed && !resource.existing)
      .concat(this.modules.flatMap((module) => module.template.resources));
    return this.#resources;
  }

  get modules() {
    return [...this.parsed.modules.keys()].flatMap((name) => this.find(name)).filter((module) => module.template);
  }

  get outputs() {
    return Object.fromEntries([...this.parsed.outputs.keys()].map((name) => [name, this.output(name)]));
  }

  output(name) {
    const output = this.parsed.outputs.get(name);
    if (!output) throw new Error(`${this.path} has no output ${name}`);
    return evaluate(output.value, this.#names);
  }

  #workOut(name) {
    const { parameters, variables, resources, modules } = this.parsed;
    if (parameters.has(name)) return this.#parameter(parameters.get(name));
    if (variables.has(name)) return evaluate(variables.get(name).value, this.#names);
    if (resources.has(name)) return this.#each(resources.get(name), this.#resource);
    if (modules.has(name)) return this.#each(modules.get(name), this.#module);
    throw new Error(`nothing is called ${name}`);
  }

  #parameter(declaration) {
    if (declaration.name in this.given) return this.#accepted(declaration, this.given[declaration.name]);
    if (declaration.value) return evaluate(declaration.value, this.#names);
    if (declaration.type.endsWith('?')) return null;
    throw new Refused(this.path, declaration.line, `the parameter ${declaration.name} is not given`);
  }

  #accepted(declaration, value) {
    const wrong = objection(declaration, value);
    if (wrong) throw new Refused(this.path, declaration.line, wrong);
    return value;
  }

  /** A declaration gives one thing, or with `for` a list of them; `if` decides whether it is deployed. */
  #each(declaration, make) {
    const one = (value, names) =>
      value.is === 'if'
        ? make.call(this, declaration, value.body, names, isTrue(evaluate(value.condition, names)))
        : make.call(this, declaration, value, names, true);
    const { value } = declaration;
    if (value.is !== 'for') return one(value, this.#names);
    return evaluate(value.of, this.#names).map((item, index) => one(value.body, this.#names.with([value.item, value.index], [item, index])));
  }

  #resource(declaration, body, names, deployed, around) {
    const resource = new Deployed(declaration, this.path);
    const parent = around ?? part(body, 'parent', names);
    const scope = part(body, 'scope', names);
    const name = String(part(body, 'name', names));
    const id = parent ? `${parent.id}/${declaration.type.split('/').at(-1)}/${name}` : this.#id(declaration.type, name, scope?.id ?? this.scope);
    let whole;
    Object.defineProperty(resource, 'body', { get: () => (whole ??= evaluate(body, names)) });
    Object.assign(resource, { id, name, parent, scope: scope ?? null, deployed });
    const inside = body.entries
      .filter((entry) => entry.nested)
      .map(({ nested }) => [nested.name, this.#resource(inParent(nested, declaration), nested.value, names, deployed, resource)]);
    return Object.assign(resource, { children: Object.fromEntries(inside) });
  }

  #id(type, name, scope) {
    return type === groups ? `${scope}/resourceGroups/${name}` : resourceId(scope, type, name.split('/'));
  }

  #module(declaration, body, names, deployed) {
    const scope = part(body, 'scope', names)?.id ?? this.scope;
    const path = this.#beside(declaration.path);
    if (this.repository.bicep(path).targetScope === 'resourceGroup' && !scope.includes('/resourceGroups/'))
      throw new Refused(this.path, declaration.line, `${declaration.name} lies in a resource group: give the module its scope`);
    const template = deployed ? new Template(this.repository, path, part(body, 'params', names) ?? {}, scope) : null;
    const member = (name) => {
      if (!template) throw new Error(`${declaration.name} is not deployed with these parameters, but its ${name} are read`);
      return { member: (output) => template.output(output) };
    };
    return { template, member };
  }

  #beside(path) {
    return posix.join(posix.dirname(this.path), path);
  }
}

const inParent = (nested, { type, version }) => ({ ...nested, type: `${type}/${nested.type}`, version });

function part(body, key, names) {
  const entry = body.entries.find((candidate) => candidate.key === key);
  return entry ? evaluate(entry.value, names) : undefined;
}
