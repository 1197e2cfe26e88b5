import { readFileSync } from 'node:fs';
import Draft4 from 'ajv-draft-04';
import Draft2019 from 'ajv/dist/2019.js';
import Draft7 from 'ajv';

const options = { strict: false, allErrors: true, validateFormats: false };
const compilers = { 'azure.yaml.json': Draft2019, 'host.json': Draft7, 'function.json': Draft4, 'local-settings.json': Draft4 };

/** What a schema of schemas/ says against a document; nothing when it is valid. */
export function violations(schemaFile, document) {
  const validate = compiled(schemaFile);
  return validate(document)
    ? []
    : validate.errors.map((error) => `${error.instancePath || '/'} ${error.message} ${Object.values(error.params).join(' ')}`.trim());
}

const known = new Map();

function compiled(schemaFile) {
  if (!known.has(schemaFile)) {
    const text = readFileSync(new URL(`schemas/${schemaFile}`, import.meta.url), 'utf8');
    const Compiler = compilers[schemaFile].default ?? compilers[schemaFile];
    const compiler = new Compiler(options);
    // Schemas of other addresses say nothing here: the checks read no network.
    for (const [, address] of text.matchAll(/"\$ref":\s*"(https:[^"#]+)/g)) if (!compiler.getSchema(address)) compiler.addSchema(true, address);
    known.set(schemaFile, compiler.compile(newest(JSON.parse(text))));
  }
  return known.get(schemaFile);
}

/** host.json has two forms; only its second version tells what is wrong with ours. */
function newest({ oneOf, ...schema }) {
  return oneOf ? { ...schema, $ref: '#/definitions/version-2' } : schema;
}
