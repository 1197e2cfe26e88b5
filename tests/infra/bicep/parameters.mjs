import { Runtime } from './values.mjs';

const kinds = {
  string: (value) => typeof value === 'string',
  int: Number.isInteger,
  bool: (value) => typeof value === 'boolean',
  array: Array.isArray,
  object: (value) => typeof value === 'object' && !Array.isArray(value),
};

const limits = {
  allowed: (value, [list]) => list.items.some((item) => (item.value ?? item.parts.join('')) === value),
  minValue: (value, [limit]) => value >= limit.value,
  maxValue: (value, [limit]) => value <= limit.value,
  minLength: (value, [limit]) => value.length >= limit.value,
  maxLength: (value, [limit]) => value.length <= limit.value,
};

/** Why a value cannot be given for a parameter; nothing when it can. What only Azure knows is taken on trust. */
export function objection({ name, type, decorators }, value) {
  if (value instanceof Runtime || value === null) return undefined;
  if (kinds[type] && !kinds[type](value)) return `${name} has to be of the type ${type}, it is ${JSON.stringify(value)}`;
  const broken = decorators.find(({ function: decorator, arguments: limit }) => limits[decorator?.name] && !limits[decorator.name](value, limit));
  return broken && `${name} breaks @${broken.function.name} with ${JSON.stringify(value)}`;
}
