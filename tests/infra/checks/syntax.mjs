import { finding } from '../finding.mjs';

export const holds = 'every Bicep file parses';

export function* check(repository) {
  for (const template of repository.templates)
    for (const problem of template.problems)
      yield finding(template.path, problem.line, `does not parse here: ${problem.text}`, 'Look for a missing brace, quote, colon or equals sign');
}
