import { mistake, repackage, replace } from './mistake.mjs';

export const mistakes = [
  mistake(
    'the executable has another name',
    'host-json',
    /the package holds no .\/Omni.Functions/,
    replace('host.json', '"Omni.Functions"', '"./Omni.Functions"'),
  ),
  mistake('host.json has an unknown key', 'host-json', /sessionIdleTimeOut/, replace('host.json', '"sessionIdleTimeout"', '"sessionIdleTimeOut"')),
  mistake(
    'settings of a machine are in the package',
    'package',
    /settings of a machine/,
    repackage((files) => [...files, { path: 'local.settings.json', mode: 0o644, size: 10 }]),
  ),
  mistake(
    'a file of settings is in the package',
    'package',
    /a file that means something to others/,
    repackage((files) => [...files, { path: 'appsettings.json', mode: 0o644, size: 10 }]),
  ),
  mistake(
    'the executable cannot be executed',
    'package',
    /cannot be executed/,
    repackage((files) => files.map((file) => (file.path === 'Omni.Functions' ? { ...file, mode: 0o100644 } : file))),
  ),
  mistake(
    'the package has a folder bin',
    'package',
    /output of a build/,
    repackage((files) => [...files, { path: 'bin/extensions.json', mode: 0o644, size: 10 }]),
  ),
  mistake(
    'host.json is not at the root',
    'package',
    /is missing at the root/,
    repackage((files) => files.filter(({ path }) => path !== 'host.json')),
  ),
  mistake(
    'the package is too large',
    'package',
    /has \d+ MB/,
    repackage((files) => [...files, { path: 'model.bin', mode: 0o644, size: 2e8 }]),
  ),
];
