import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checks } from './checks.mjs';
import { described, findings } from './finding.mjs';
import { mistakes as app } from './planted/app.mjs';
import { mistakes as delivery } from './planted/delivery.mjs';
import { mistakes as templates } from './planted/templates.mjs';
import { repository } from './this-repository.mjs';

const planted = [...templates, ...app, ...delivery];

for (const { what, check, says, plant } of planted)
  test(`${check} finds that ${what}`, () => {
    const found = findings(checks.get(check).check, plant(repository));
    assert.match(found.map(({ wrong }) => wrong).join('\n'), says, `Found instead:\n${found.map(described).join('\n')}`);
  });

test('every check has found a mistake', () => {
  assert.deepEqual([...checks.keys()].filter((name) => !planted.some(({ check }) => check === name)), []);
});
