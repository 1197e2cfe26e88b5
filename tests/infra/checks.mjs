import { readdirSync } from 'node:fs';

const folder = new URL('checks/', import.meta.url);

/** Every check by its name: a sentence that holds, and a function that finds where it does not. */
export const checks = new Map(
  await Promise.all(
    readdirSync(folder)
      .sort()
      .map(async (file) => [file.replace('.mjs', ''), await import(new URL(file, folder))]),
  ),
);
