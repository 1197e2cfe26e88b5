import { posix } from 'node:path';
import { deployment, variablesOf } from '../deployments.mjs';
import { finding } from '../finding.mjs';
import { violations } from '../schema-files.mjs';

export const holds = 'azure.yaml is valid, its service is the tagged function app, and everything it names exists';

const file = 'azure.yaml';

export function* check(repository) {
  const azure = repository.yaml(file);
  for (const violation of violations('azure.yaml.json', azure)) yield finding(file, 1, violation, 'Write what the schema of azd allows');
  yield* services(repository, azure);
  yield* hooks(repository, azure.hooks, '.');
  for (const service of Object.values(azure.services ?? {})) yield* hooks(repository, service.hooks, posix.dirname(service.project));
  yield* pipeline(repository, azure);
}

function* services(repository, azure) {
  const tagged = deployment(repository).resources.filter((resource) => resource.body.tags?.['azd-service-name']);
  const names = tagged.map((resource) => resource.body.tags['azd-service-name']);
  for (const [name, service] of Object.entries(azure.services ?? {})) {
    const line = repository.line(file, `${name}:`);
    if (names.filter((tag) => tag === name).length !== 1)
      yield finding(file, line, `no single resource is tagged azd-service-name: ${name}`, `azd finds its target by the tag; tagged are: ${names.join(', ')}`);
    if (!repository.has(posix.normalize(service.project))) yield finding(file, line, `the project ${service.project} does not exist`, 'Look the path up');
    if (service.language !== 'dotnet' || service.host !== 'function')
      yield finding(file, line, `${name} is not a .NET function app`, 'The project publishes itself as azd expects with language dotnet and host function');
  }
}

function* hooks(repository, hooks, folder) {
  for (const [name, hook] of Object.entries(hooks ?? {})) {
    const path = posix.normalize(posix.join(folder, String(hook.run)));
    const line = repository.line(file, name);
    if (!/\.(cs|js|ts)$/.test(path)) yield finding(file, line, `the hook ${name} does not run on every system`, 'Write it as a .cs file');
    if (!repository.has(path)) yield finding(file, line, `the file ${path} of the hook ${name} does not exist`, 'Look the path up');
    // azd takes a .cs file for part of a project that lies in its folder or above.
    const project = repository.paths(/\.csproj$/).find((candidate) => !posix.relative(posix.dirname(candidate), path).startsWith('..'));
    if (project) yield finding(file, line, `the hook ${name} lies beside the project ${project}`, 'Move it to infra/hooks');
  }
}

function* pipeline(repository, azure) {
  const listed = azure.pipeline?.variables ?? [];
  const read = variablesOf(repository);
  for (const variable of listed)
    if (!read.includes(variable))
      yield finding(
        file,
        repository.line(file, variable),
        `no parameter reads the variable ${variable}`,
        'Remove it, or read it in infra/main.parameters.json',
      );
  for (const variable of read)
    if (!listed.includes(variable))
      yield finding(file, repository.line(file, 'pipeline:'), `the pipeline does not hand over ${variable}`, 'List it under pipeline.variables');
}
