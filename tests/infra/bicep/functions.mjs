import { createHash } from 'node:crypto';
import { resourceId } from './values.mjs';

const text = (value) => (value === null || typeof value !== 'object' ? String(value) : value.toString());

const hash = (values) => createHash('sha256').update(values.map(text).join('|')).digest();

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

const merged = (a, b) =>
  Object.entries(b).reduce((sum, [key, value]) => ({ ...sum, [key]: isObject(sum[key]) && isObject(value) ? merged(sum[key], value) : value }), a);

const union = (a, b) => (Array.isArray(a) ? [...new Map([...a, ...b].map((item) => [JSON.stringify(item), item])).values()] : merged(a, b));

const contains = (whole, part) => (typeof whole === 'string' || Array.isArray(whole) ? whole.includes(part) : part in whole);

const empty = (value) => value === null || (typeof value === 'object' ? Object.keys(value).length === 0 : value.length === 0);

const format = (pattern, ...values) => pattern.replace(/\{(\d+)\}/g, (_, index) => text(values[index]));

const guid = (...values) =>
  hash(values)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

// Not Azure's figures, but of their form: 13 characters of a-z and 2-7 that follow from the arguments.
const uniqueString = (...values) => [...hash(values).subarray(0, 13)].map((byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte % 32]).join('');

/** Bicep's functions, as far as the templates use them. A lambda arrives as a JavaScript function. */
export const functions = {
  any: (value) => value,
  array: (value) => (Array.isArray(value) ? value : [value]),
  bool: (value) => value === true || value === 1 || text(value).toLowerCase() === 'true',
  concat: (...values) => (Array.isArray(values[0]) ? values.flat() : values.map(text).join('')),
  contains,
  empty,
  endsWith: (whole, end) => text(whole).toLowerCase().endsWith(end.toLowerCase()),
  filter: (list, test) => list.filter((item, index) => test(item, index)),
  first: (list) => list[0] ?? null,
  flatten: (lists) => lists.flat(),
  format,
  guid,
  indexOf: (whole, part) => text(whole).indexOf(part),
  int: Number,
  intersection: (a, b) => a.filter((item) => b.includes(item)),
  items: (object) =>
    Object.keys(object)
      .sort()
      .map((key) => ({ key, value: object[key] })),
  join: (list, between) => list.map(text).join(between),
  json: (value) => JSON.parse(value),
  last: (list) => list.at(-1) ?? null,
  length: (value) => (typeof value === 'string' || Array.isArray(value) ? value.length : Object.keys(value).length),
  map: (list, change) => list.map((item, index) => change(item, index)),
  mapValues: (object, change) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)])),
  max: (...values) => Math.max(...values.flat()),
  min: (...values) => Math.min(...values.flat()),
  objectKeys: (object) => Object.keys(object).sort(),
  range: (start, count) => Array.from({ length: count }, (_, index) => start + index),
  reduce: (list, start, add) => list.reduce((sum, item, index) => add(sum, item, index), start),
  replace: (whole, part, by) => text(whole).replaceAll(part, text(by)),
  resourceId: (type, ...names) => resourceId('⟨scope⟩', type, names),
  shallowMerge: (objects) => Object.assign({}, ...objects),
  skip: (list, count) => list.slice(count),
  split: (whole, between) => text(whole).split(between),
  startsWith: (whole, start) => text(whole).toLowerCase().startsWith(start.toLowerCase()),
  string: (value) => (typeof value === 'object' && value?.constructor === Object ? JSON.stringify(value) : text(value)),
  subscriptionResourceId: (type, ...names) => resourceId('/subscriptions/⟨subscription⟩', type, names),
  substring: (whole, start, count) => text(whole).substring(start, count === undefined ? undefined : start + count),
  take: (list, count) => list.slice(0, count),
  tenantResourceId: (type, ...names) => resourceId('', type, names),
  toLower: (value) => text(value).toLowerCase(),
  toObject: (list, key, value = (item) => item) => Object.fromEntries(list.map((item) => [key(item), value(item)])),
  toUpper: (value) => text(value).toUpperCase(),
  trim: (value) => text(value).trim(),
  union: (...values) => values.reduce(union),
  uniqueString,
  environment: () => ({
    name: 'AzureCloud',
    suffixes: { storage: 'core.windows.net', keyvaultDns: '.vault.azure.net' },
    authentication: { loginEndpoint: 'https://login.microsoftonline.com/' },
  }),
  subscription: () => ({ id: '/subscriptions/⟨subscription⟩', subscriptionId: '⟨subscription⟩', tenantId: '⟨tenant⟩' }),
  tenant: () => ({ tenantId: '⟨tenant⟩' }),
};
