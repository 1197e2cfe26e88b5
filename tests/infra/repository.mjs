import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { parse as parseBicep } from './bicep/parse.mjs';

const folders = ['infra', '.github', 'functions'];
const skipped = new Set(['bin', 'obj', 'node_modules']);
const readable = /\.(bicep|json|ya?ml|cs|csproj)$/;

/** The files the checks look at, as text; and the package that is deployed, as a list of paths, modes and sizes. */
export class Repository {
  constructor(files, packaged) {
    Object.assign(this, { files, packaged });
  }

  static read(root, scriptRoot) {
    const own = [...folders.flatMap((folder) => [...walk(root, folder)]), ...readdirSync(root).filter((name) => !statSync(join(root, name)).isDirectory())];
    const files = new Map(own.filter((path) => readable.test(path)).map((path) => [path, readFileSync(join(root, path), 'utf8')]));
    const packaged = [...walk(scriptRoot, '')].map((path) => ({ path, ...modeAndSize(join(scriptRoot, path)) }));
    for (const { path } of packaged.filter((entry) => posix.basename(entry.path) === 'function.json'))
      files.set(`package/${path}`, readFileSync(join(scriptRoot, path), 'utf8'));
    return new Repository(files, packaged);
  }

  has(path) {
    return this.files.has(path);
  }

  text(path) {
    if (!this.has(path)) throw new Error(`${path} does not exist`);
    return this.files.get(path);
  }

  json(path) {
    return JSON.parse(this.text(path));
  }

  yaml(path) {
    return parseYaml(this.text(path));
  }

  bicep(path) {
    return parseBicep(path, this.text(path));
  }

  paths(pattern) {
    return [...this.files.keys()].filter((path) => pattern.test(path)).sort();
  }

  get templates() {
    return this.paths(/^infra\/.*\.bicep$/).map((path) => this.bicep(path));
  }

  /** The functions of the package: name and bindings. */
  get functions() {
    return this.paths(/^package\/[^/]+\/function\.json$/).map((file) => ({ file, name: file.split('/')[1], bindings: this.json(file).bindings }));
  }

  /** The line in which a text stands; 1 when it does not. */
  line(path, text) {
    const before = this.text(path).split(text);
    return before.length === 1 ? 1 : before[0].split('\n').length;
  }
}

function* walk(root, folder) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = posix.join(folder, entry.name);
    if (!entry.isDirectory()) yield path;
    else if (!skipped.has(entry.name) || folder === '') yield* walk(root, path);
  }
}

function modeAndSize(path) {
  const { mode, size } = statSync(path);
  return { mode, size };
}
