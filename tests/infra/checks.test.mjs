import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checks } from './checks.mjs';
import { described, findings } from './finding.mjs';
import { repository } from './this-repository.mjs';

for (const [name, { holds, check }] of checks)
  test(`${name}: ${holds}`, () => {
    assert.deepEqual(findings(check, repository).map(described), []);
  });
