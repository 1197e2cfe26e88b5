import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Repository } from './repository.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const scriptRoot = process.env.OMNI_TEST_SCRIPT_ROOT ?? `${root}artifacts/script-root`;
if (!existsSync(scriptRoot)) throw new Error(`There is no package in ${scriptRoot}: run ./omni publish artifacts/script-root first`);

/** The repository these checks lie in, with the package that was published from it. */
export const repository = Repository.read(root, scriptRoot);
