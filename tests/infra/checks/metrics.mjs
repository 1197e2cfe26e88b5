import { finding } from '../finding.mjs';

export const holds = 'alerts and workbook ask only for metrics the app emits';

const emitted = /Create(?:Counter|Histogram|UpDownCounter|ObservableGauge|ObservableCounter|Gauge)(?:<\w+>)?\(\s*"(omni\.[a-z_.]+)"/g;
const asked = /\bomni\.[a-z]+(?:[._][a-z]+)+/g;

export function* check(repository) {
  const metrics = new Set(repository.paths(/^functions\/.*\.cs$/).flatMap((path) => [...repository.text(path).matchAll(emitted)].map(([, name]) => name)));
  for (const path of repository.paths(/^infra\/(alerts\.bicep|workbook\.json)$/))
    for (const [name] of repository.text(path).matchAll(asked))
      if (!metrics.has(name)) yield finding(path, repository.line(path, name), `the app emits no ${name}`, `It emits ${[...metrics].join(', ') || 'none'}`);
}
