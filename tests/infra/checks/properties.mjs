import { plain } from '../bicep/expressions.mjs';
import { finding } from '../finding.mjs';
import { bodyOf, typeNode } from '../resource-types.mjs';

export const holds = 'every property of every resource exists, can be set, and has a value of its type';

const ofBicep = new Set(['parent', 'scope', 'dependsOn']);
const ofTheDeclaration = new Set(['name', 'parent', 'scope']);

export function* check(repository) {
  for (const template of repository.templates)
    for (const resource of template.resources.values()) {
      const body = bodyOf(resource.type, resource.version);
      if (body && !resource.existing) yield* new Reading(template).value(resource.value, body, resource.type, true);
    }
}

/** Holds one expression against one type. What is not written out (a parameter, a call) is left to Azure. */
class Reading {
  constructor(template) {
    this.template = template;
  }

  *value(expression, type, path, top = false) {
    const inner = this.#branches(expression);
    if (inner) for (const branch of inner) yield* this.value(branch, type, path, top);
    else if (expression.is === 'for') yield* this.value(expression.body, type.t === 'array' ? typeNode(type.i) : type, path, top);
    else if (type.t !== 'any' && !(expression.is === 'literal' && expression.value === null)) yield* this[`${type.t}Type`](expression, type, path, top);
  }

  #branches(expression) {
    if (expression.is === 'if') return [expression.body];
    if (expression.is === 'choice') return [expression.then, expression.otherwise];
    if (expression.is === 'binary' && expression.operator === '??') return [expression.left, expression.right];
    const variable = expression.is === 'name' && this.template.variables.get(expression.name);
    return variable ? [variable.value] : null;
  }

  *objectType(expression, type, path, top) {
    if (expression.is !== 'object') return yield* this.#otherKind(expression, ['string', 'array', 'literal'], 'an object', path);
    yield* this.#entries(expression, (key) => type.p[key] ?? (type.any === undefined ? undefined : { v: type.any }), path, top);
    yield* this.#missing(expression, type.p, path, top);
  }

  *choiceType(expression, type, path, top) {
    if (expression.is !== 'object') return yield* this.#otherKind(expression, ['string', 'array', 'literal'], 'an object', path);
    const selector = expression.entries.find((entry) => entry.key === type.on);
    if (!selector && type.on !== 'name')
      return yield this.#finding(expression, `${path} lacks ${type.on}`, `It decides what else is allowed: ${Object.keys(type.of).join(', ')}`);
    const chosen = selector && plain(selector.value);
    if (chosen === null || chosen === undefined) return;
    if (type.of[chosen] === undefined)
      return yield this.#finding(selector, `${path}.${type.on} cannot be '${chosen}'`, `Use one of ${Object.keys(type.of).join(', ')}`);
    const variant = typeNode(type.of[chosen]);
    yield* this.#entries(
      expression,
      (key) => type.p?.[key] ?? variant.p?.[key] ?? (key === type.on ? {} : variant.any === undefined ? undefined : { v: variant.any }),
      path,
      top,
    );
    yield* this.#missing(expression, { ...type.p, ...variant.p }, path, top);
  }

  *#entries(expression, property, path, top) {
    for (const entry of expression.entries) {
      if (!entry.key || (top && ofBicep.has(entry.key))) continue;
      const found = property(entry.key);
      const inner = `${path}.${entry.key}`;
      if (!found) yield this.#finding(entry, `${inner} does not exist`, 'Look the spelling up for this API version');
      else if (found.ro) yield this.#finding(entry, `${inner} is read-only`, 'Remove it: Azure sets it');
      else if (found.v !== undefined) yield* this.value(entry.value, typeNode(found.v), inner);
    }
  }

  *#missing(expression, properties, path, top) {
    const given = new Set(expression.entries.map((entry) => entry.key));
    if (given.has(null)) return;
    for (const [key, property] of Object.entries(properties ?? {}))
      if (property.req && !given.has(key) && !(top && ofTheDeclaration.has(key)))
        yield this.#finding(expression, `${path} lacks the required ${key}`, 'Set it');
  }

  *arrayType(expression, type, path) {
    if (expression.is !== 'array') return yield* this.#otherKind(expression, ['string', 'object', 'literal'], 'an array', path);
    for (const item of expression.items) yield* this.value(item, typeNode(type.i), `${path}[]`);
  }

  *enumType(expression, type, path) {
    const value = expression.is === 'literal' ? expression.value : plain(expression);
    if (value === null || type.open || type.or) return;
    if (!type.v.includes(value)) yield this.#finding(expression, `${path} cannot be '${value}'`, `Use one of ${type.v.join(', ')}`);
  }

  *stringType(expression, type, path) {
    yield* this.#otherKind(expression, ['object', 'array', 'literal'], 'a text', path);
    const text = plain(expression);
    const fits = text === null || (text.length >= (type.min ?? 0) && text.length <= (type.max ?? Infinity) && (!type.re || new RegExp(type.re).test(text)));
    if (!fits)
      yield this.#finding(
        expression,
        `${path} '${text}' has the wrong form`,
        `It has ${type.min ?? 0} to ${type.max ?? 'any number of'} characters ${type.re ?? ''}`,
      );
  }

  *intType(expression, type, path) {
    yield* this.#otherKind(expression, ['object', 'array', 'string'], 'a number', path);
    if (expression.is !== 'literal') return;
    if (typeof expression.value !== 'number' || expression.value < (type.min ?? -Infinity) || expression.value > (type.max ?? Infinity))
      yield this.#finding(expression, `${path} cannot be ${expression.value}`, `It is a number from ${type.min ?? 'any'} to ${type.max ?? 'any'}`);
  }

  *boolType(expression, _, path) {
    yield* this.#otherKind(expression, ['object', 'array', 'string'], 'true or false', path);
    if (expression.is === 'literal' && typeof expression.value !== 'boolean')
      yield this.#finding(expression, `${path} has to be true or false`, 'Write it without quotes');
  }

  *#otherKind(expression, wrong, expected, path) {
    if (wrong.includes(expression.is)) yield this.#finding(expression, `${path} has to be ${expected}`, 'Write a value of that type');
  }

  #finding(at, wrong, remedy) {
    return finding(this.template.path, at.line, wrong, remedy);
  }
}
