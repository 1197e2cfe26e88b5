import { finding } from '../finding.mjs';

export const holds = 'every workflow pins its actions by commit, has the least permissions and a time limit, and logs in without a secret';

const deploy = '.github/workflows/azure-dev.yml';
const pinned = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;
const readOnly = new Set(['read', 'none']);

export function* check(repository) {
  for (const path of ['.github/workflows/ci.yml', deploy])
    if (!repository.has(path)) yield finding(path, 1, 'the workflow is missing', 'azd pipeline config and the README name it');
  for (const path of repository.paths(/^\.github\/workflows\/.*\.ya?ml$/)) {
    const workflow = repository.yaml(path);
    const found = (text, wrong, remedy) => finding(path, repository.line(path, text), wrong, remedy);
    yield* permissions(path, workflow, found);
    if (path === deploy) yield* handedOver(repository, workflow, found);
    yield* lines(repository.text(path), found);
    for (const [name, job] of Object.entries(workflow.jobs)) {
      if (!job['timeout-minutes']) yield found(`${name}:`, `the job ${name} has no time limit`, 'Set timeout-minutes');
      for (const { uses } of [job, ...(job.steps ?? [])])
        if (uses && !uses.startsWith('./') && !pinned.test(uses))
          yield found(uses, `${uses} is not pinned by a commit`, 'Write the full commit, with the tag in a comment');
    }
  }
}

function* permissions(path, workflow, found) {
  if (workflow.permissions === undefined)
    yield found('jobs:', 'permissions are left to the settings of the repository', 'Write permissions: {} or contents: read at the top');
  for (const given of [workflow, ...Object.values(workflow.jobs)].map((part) => part.permissions ?? {})) {
    if (typeof given === 'string') yield found(given, `the permissions are ${given}`, 'Name each permission a job needs');
    else
      for (const [name, access] of Object.entries(given)) {
        const federated = name === 'id-token' && path === deploy;
        if (!readOnly.has(access) && !federated) yield found(`${name}: ${access}`, `${name} has the permission ${access}`, 'Give read, or nothing');
      }
  }
}

function* handedOver(repository, workflow, found) {
  const given = new Set(Object.values(workflow.jobs).flatMap((job) => [workflow, job, ...(job.steps ?? [])].flatMap(({ env }) => Object.keys(env ?? {}))));
  for (const variable of repository.yaml('azure.yaml').pipeline.variables)
    if (!given.has(variable)) yield found('env:', `the workflow does not hand over ${variable}`, 'Set it in env from vars');
}

function* lines(text, found) {
  for (const [line] of text.matchAll(/^.*pull_request_target.*$/gm))
    yield found(line, 'code of strangers runs with rights of the repository', 'Use pull_request');
  for (const [, line, name] of text.matchAll(/^(.*secrets\.(\w+).*)$/gm))
    if (/AZURE_(CREDENTIALS|CLIENT_SECRET)/.test(name)) yield found(line, 'the pipeline logs in with a secret', 'Use federated credentials');
  for (const [line] of text.matchAll(/^.*uses:.*@[0-9a-f]{40}\s*$/gm))
    yield found(line.trim(), 'nobody can tell which version the commit is', 'Name the tag in a comment');
}
