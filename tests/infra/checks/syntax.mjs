import { expressionsOf } from '../bicep/walk.mjs';
import { finding } from '../finding.mjs';

export const holds = 'every Bicep file parses';

export function* check(repository) {
  for (const template of repository.templates) {
    for (const problem of template.problems)
      yield finding(template.path, problem.line, `does not parse here: ${problem.text}`, 'Look for a missing brace, quote, colon or equals sign');
    for (const { entries = [] } of expressionsOf(template))
      for (const { nested } of entries.filter((entry) => entry.nested && !entry.nested.existing))
        yield finding(
          template.path,
          nested.line,
          `${nested.name} is declared inside another resource, where no check looks`,
          'Write it beside the other and name that as its parent',
        );
  }
}
