import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checks } from './checks.mjs';
import { described, findings } from './finding.mjs';
import { mistakes as delivery } from './planted/delivery.mjs';
import { mistakes as entities } from './planted/entities.mjs';
import { replace } from './planted/mistake.mjs';
import { mistakes as packaging } from './planted/package.mjs';
import { mistakes as parameters } from './planted/parameters.mjs';
import { mistakes as rights } from './planted/rights.mjs';
import { mistakes as settings } from './planted/settings.mjs';
import { mistakes as templates } from './planted/templates.mjs';
import { repository } from './this-repository.mjs';

const planted = [...delivery, ...entities, ...packaging, ...parameters, ...rights, ...settings, ...templates];

for (const { what, check, says, plant } of planted)
  test(`${check} finds that ${what}`, () => {
    const found = findings(checks.get(check).check, plant(repository));
    assert.match(found.map(({ wrong }) => wrong).join('\n'), says, `Found instead:\n${found.map(described).join('\n')}`);
  });

test('a mistake that cannot be planted is an error', () => {
  assert.throws(() => replace('azure.yaml', 'no such text', '')(repository), /azure\.yaml does not contain: no such text/);
});

test('every check has found a mistake', () => {
  assert.deepEqual(
    [...checks.keys()].filter((name) => !planted.some(({ check }) => check === name)),
    [],
  );
});
