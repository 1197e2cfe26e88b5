import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Template } from './bicep/template.mjs';
import { Refused } from './bicep/values.mjs';
import { check as properties } from './checks/properties.mjs';
import { check as syntax } from './checks/syntax.mjs';
import { findings } from './finding.mjs';
import { Repository } from './repository.mjs';

const repository = (files) => new Repository(new Map(Object.entries(files).map(([name, text]) => [`infra/${name}`, text])), []);

const template = (files, given = {}) => new Template(repository(files), 'infra/main.bicep', given, '/subscriptions/⟨subscription⟩/resourceGroups/rg');

const value = (expression, before = '') => template({ 'main.bicep': `${before}\nvar asked = ${expression}\n` }).find('asked');

const queue = (properties) =>
  repository({ 'main.bicep': `resource q 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {\n  name: 'ns/q'\n  properties: {${properties}}\n}\n` });

test('a lambda reaches to the end of its expression', () => {
  assert.deepEqual(value("toObject([{ k: 'a', v: 1 }], e => e.k, e => e.v == 1 ? 'one' : 'other')"), { a: 'one' });
});

test('a loop knows its item and its index', () => {
  assert.deepEqual(value("[for (q, i) in ['x', 'y']: '${q}${i}']"), ['x0', 'y1']);
});

test('only the branch that is taken is worked out', () => {
  assert.equal(value("contains({ a: 1 }, 'b') ? { a: 1 }.b : 'none'"), 'none');
});

test('what only Azure knows stands for itself in a text', () => {
  const storage = "resource s 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {\n  name: 'st'\n}";
  assert.match(value("'${s.properties.primaryEndpoints.blob}x'", storage), /^⟨.*storageAccounts\/st#properties\.primaryEndpoints\.blob⟩x$/);
});

test('a condition that only Azure knows is refused', () => {
  const storage = "resource s 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {\n  name: 'st'\n}";
  assert.throws(() => value("s.properties.isHnsEnabled ? 'a' : 'b'", storage), Refused);
});

test('an unknown function is refused by its name and its line', () => {
  assert.throws(() => value('cidrSubnet(1)'), /main\.bicep:2 the function cidrSubnet is not known/);
});

test('a name that depends on itself is refused', () => {
  assert.throws(() => value('other', 'var other = asked'), /depends on itself/);
});

test('a module that is not deployed gives no outputs', () => {
  const files = { 'main.bicep': "module m 'm.bicep' = if (false) {\n  params: {}\n}\noutput o string = m.outputs.x\n", 'm.bicep': "output x string = 'y'\n" };
  assert.throws(() => template(files).outputs, /m is not deployed with these parameters/);
});

test('the id of a child follows from its parent', () => {
  const text =
    "resource b 'Microsoft.ServiceBus/namespaces@2024-01-01' = {\n  name: 'sb'\n}\nresource q 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {\n  parent: b\n  name: 'q'\n}\n";
  assert.equal(
    template({ 'main.bicep': text }).find('q').id,
    '/subscriptions/⟨subscription⟩/resourceGroups/rg/providers/Microsoft.ServiceBus/namespaces/sb/queues/q',
  );
});

test('a file that does not parse is named with its line', () => {
  const [found] = findings(syntax, repository({ 'main.bicep': "var a = 'x'\nvar b = {\n  c 1\n}\n" }));
  assert.deepEqual([found.file, found.line], ['infra/main.bicep', 3]);
});

test('both branches of a choice are held against the type', () => {
  const found = findings(properties, queue("status: true ? 'Active' : 'Aktiv'"));
  assert.equal(found.length, 1);
});

test('a parameter, whose value is not written here, is left alone', () => {
  assert.deepEqual(findings(properties, queue('lockDuration: duration')), []);
});
