import { posix } from 'node:path';
import { plain } from '../bicep/expressions.mjs';
import { expressionsOf } from '../bicep/walk.mjs';
import { finding } from '../finding.mjs';

export const holds = 'every module exists and is used, gets exactly the parameters it declares, and has the outputs that are read; every loaded file exists';

export function* check(repository) {
  const reached = new Set(['infra/main.bicep']);
  for (const template of repository.templates) {
    const beside = (path) => posix.join(posix.dirname(template.path), path);
    for (const module of template.modules.values()) {
      reached.add(beside(module.path));
      yield* passed(repository, template, module, beside(module.path));
    }

    yield* read(repository, template, beside);
    yield* loaded(repository, template, beside);
  }

  for (const { path } of repository.templates) if (!reached.has(path)) yield finding(path, 1, 'no template uses this file', 'Use it as a module, or delete it');
}

function* passed(repository, template, module, path) {
  if (!repository.has(path)) return yield finding(template.path, module.line, `the module ${module.path} does not exist`, 'Look the path up');
  const { parameters } = repository.bicep(path);
  const body = bodyOf(module.value);
  const given = body.entries.find((entry) => entry.key === 'params')?.value.entries ?? [];
  for (const entry of given)
    if (!parameters.has(entry.key))
      yield finding(template.path, entry.line, `${module.path} has no parameter ${entry.key}`, 'Remove it, or declare it in the module');
  for (const parameter of parameters.values())
    if (!parameter.value && !parameter.type.endsWith('?') && !given.some((entry) => entry.key === parameter.name))
      yield finding(template.path, module.line, `${module.path} does not get its parameter ${parameter.name}`, 'Pass it');
}

const bodyOf = (value) => (value.is === 'object' ? value : bodyOf(value.body));

function* read(repository, template, beside) {
  for (const { is, of, name, line } of expressionsOf(template)) {
    const module = is === 'member' && of.is === 'member' && of.name === 'outputs' && template.modules.get(of.of.name ?? of.of.of?.name);
    if (module && repository.has(beside(module.path)) && !repository.bicep(beside(module.path)).outputs.has(name))
      yield finding(template.path, line, `${module.path} has no output ${name}`, 'Declare it in the module, or look the spelling up');
  }
}

function* loaded(repository, template, beside) {
  for (const expression of expressionsOf(template)) {
    if (expression.is !== 'call' || !['loadJsonContent', 'loadTextContent', 'loadYamlContent'].includes(expression.function.name)) continue;
    const path = plain(expression.arguments[0]);
    if (!repository.has(beside(path))) yield finding(template.path, expression.line, `the file ${path} does not exist`, 'Look the path up');
  }
}
