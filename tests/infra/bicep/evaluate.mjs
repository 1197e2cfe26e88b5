import { functions } from './functions.mjs';
import { Refused, Runtime } from './values.mjs';

/** What an expression is worth. `names` tells what a name stands for; what cannot be worked out is refused, never guessed. */
export function evaluate(expression, names) {
  try {
    return readers[expression.is](expression, names);
  } catch (failure) {
    if (failure instanceof Refused) throw failure;
    throw new Refused(names.file, expression.line, failure.message);
  }
}

const readers = {
  literal: (expression) => expression.value,
  string: text,
  array: (expression, names) => expression.items.map((item) => evaluate(item, names)),
  object: (expression, names) =>
    Object.fromEntries(
      expression.entries.filter((entry) => entry.value).map((entry) => [entry.key ?? evaluate(entry.keyParts, names), evaluate(entry.value, names)]),
    ),
  name: (expression, names) => names.find(expression.name),
  choice: (expression, names) => evaluate(isTrue(evaluate(expression.condition, names)) ? expression.then : expression.otherwise, names),
  unary: (expression, names) => (expression.operator === '!' ? !isTrue(evaluate(expression.of, names)) : -evaluate(expression.of, names)),
  binary: (expression, names) =>
    operators[expression.operator](
      () => evaluate(expression.left, names),
      () => evaluate(expression.right, names),
    ),
  lambda:
    (expression, names) =>
    (...values) =>
      evaluate(expression.body, names.with(expression.parameters, values)),
  member: (expression, names) => member(evaluate(expression.of, names), expression.name, expression),
  index: (expression, names) => member(evaluate(expression.of, names), evaluate(expression.index, names), expression),
  call,
  for: loop,
  if: () => {
    throw new Error('an if stands only before the body of a resource or module');
  },
  nested: (expression, names) => evaluate(expression.of, names).children[expression.name],
  unknown: (expression) => {
    throw new Error(`cannot be read: ${expression.text}`);
  },
};

/** A text that is one value of Azure's and nothing else remains that value. */
function text({ parts }, names) {
  const values = parts.map((part) => (typeof part === 'string' ? part : evaluate(part, names)));
  if (values.some((value) => value === null || value.constructor === Object || Array.isArray(value)))
    throw new Error('only text, numbers and truth values can stand in a text');
  return values.length === 1 && values[0] instanceof Runtime ? values[0] : values.join('');
}

export function isTrue(value) {
  if (typeof value !== 'boolean') throw new Error(`a condition has to be known before the deployment starts, this is ${value}`);
  return value;
}

const fixed = (value) => {
  if (value instanceof Runtime) throw new Error(`cannot be compared before the deployment: ${value}`);
  return value;
};

const same = (a, b) => JSON.stringify(fixed(a)) === JSON.stringify(fixed(b));

const operators = {
  '&&': (left, right) => isTrue(left()) && isTrue(right()),
  '||': (left, right) => isTrue(left()) || isTrue(right()),
  '==': (left, right) => same(left(), right()),
  '!=': (left, right) => !same(left(), right()),
  '=~': (left, right) => same(left().toLowerCase(), right().toLowerCase()),
  '??': (left, right) => left() ?? right(),
  '>': (left, right) => left() > right(),
  '>=': (left, right) => left() >= right(),
  '<': (left, right) => left() < right(),
  '<=': (left, right) => left() <= right(),
  '+': (left, right) => left() + right(),
  '-': (left, right) => left() - right(),
  '*': (left, right) => left() * right(),
  '/': (left, right) => Math.trunc(left() / right()),
  '%': (left, right) => left() % right(),
};

function member(of, name, expression) {
  if (of === null && expression.safe) return null;
  if (of === null) throw new Error(`nothing is there to read ${name} of`);
  if (typeof of.member === 'function') return of.member(name);
  const found = Array.isArray(of) && name < 0 ? undefined : of[name];
  if (found === undefined && !expression.safe) throw new Error(`there is no ${name}`);
  return found ?? null;
}

function call(expression, names) {
  const name = expression.function.is === 'member' ? expression.function.name : (expression.function.name ?? '');
  const values = expression.arguments.map((argument) => evaluate(argument, names));
  if (name === 'fail') throw new Error(values[0]);
  const implementation = names.function(name) ?? functions[name];
  if (!implementation) throw new Error(`the function ${name} is not known here: add it to bicep/functions.mjs`);
  return implementation(...values);
}

function loop(expression, names) {
  return evaluate(expression.of, names).map((item, index) => evaluate(expression.body, names.with([expression.item, expression.index], [item, index])));
}
