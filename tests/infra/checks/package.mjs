import { posix } from 'node:path';
import { finding } from '../finding.mjs';

export const holds = 'the package holds host.json at its root, one function.json per function and an executable, and nothing that does not belong there';

const mostMegabytes = 200;
const strangers = [
  [/(^|\/)local\.settings\.json$/, 'settings of a machine'],
  [/^(bin|obj)\//, 'output of a build'],
  [/\.(cs|csproj|bicep)$/, 'sources'],
  [/(^|\/)\.(git|env|azure)/, 'files of the repository'],
  [/^(?!host\.json$|Omni\.Functions\.(deps|runtimeconfig)\.json$)[^/]+\.(json|config)$/, 'a file that means something to others'],
];

export function* check(repository) {
  const { packaged } = repository;
  const found = (path, wrong, remedy) => finding(`package/${path}`, 1, wrong, remedy);
  if (!packaged.some(({ path }) => path === 'host.json')) yield found('host.json', 'is missing at the root', 'Azure finds no function without it');
  const executable = repository.json('host.json').customHandler.description.defaultExecutablePath;
  const entry = packaged.find(({ path }) => path === executable);
  if (entry && (entry.mode & 0o111) !== 0o111)
    yield found(executable, 'cannot be executed', 'Publish and package on Linux or macOS: the mode is kept from the file system');
  for (const folder of new Set(packaged.map(({ path }) => posix.dirname(path)).filter((path) => path !== '.' && !/^(bot|templates)(\/|$)/.test(path))))
    if (!packaged.some(({ path }) => path === `${folder}/function.json`))
      yield found(folder, 'holds no function.json', 'Only folders of functions lie in the package');
  if (repository.functions.length === 0) yield found('', 'holds no function', 'Build the app with its generator of function.json');
  for (const { path } of packaged)
    for (const [pattern, what] of strangers) if (pattern.test(path)) yield found(path, `is in the package: ${what}`, 'Leave it out of the publish output');
  const megabytes = packaged.reduce((sum, { size }) => sum + size, 0) / 1e6;
  if (megabytes > mostMegabytes) yield found('', `has ${Math.round(megabytes)} MB`, `Keep it under ${mostMegabytes} MB: its size is paid at every cold start`);
}
