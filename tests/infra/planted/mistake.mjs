import { Repository } from '../repository.mjs';

/** One mistake: what somebody did, the check that has to find it, what the finding says, and the edit that plants it. */
export const mistake = (what, check, says, plant) => ({ what, check, says, plant });

/** Replaces a text. One that is not there plants nothing, which is an error of the test. */
export const replace = (path, from, to) => (repository) => {
  const text = repository.text(path);
  if (!text.includes(from)) throw new Error(`${path} does not contain: ${from}`);
  return withFile(
    repository,
    path,
    text.replace(from, () => to),
  );
};

export const append = (path, more) => (repository) => withFile(repository, path, `${repository.text(path)}\n${more}\n`);

export const remove = (path) => (repository) => {
  repository.text(path);
  return new Repository(new Map([...repository.files].filter(([name]) => name !== path)), repository.packaged);
};

/** Adds a binding to a function of the package. */
export const bind = (name, change) => (repository) => {
  const path = `package/${name}/function.json`;
  const content = repository.json(path);
  const bindings = change(content.bindings);
  return withFile(repository, path, JSON.stringify({ ...content, bindings }, null, 2));
};

/** Changes the list of what is in the package. */
export const repackage = (change) => (repository) => new Repository(repository.files, change(repository.packaged));

const withFile = (repository, path, text) => new Repository(new Map(repository.files).set(path, text), repository.packaged);
