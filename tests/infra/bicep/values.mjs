// What an expression can be worth besides plain JSON.

/** Known only to Azure, and only after `resource` was deployed: an endpoint, a principal id. */
export class Runtime {
  constructor(resource, path) {
    this.resource = resource;
    this.path = path;
  }

  member(name) {
    return new Runtime(this.resource, `${this.path}.${name}`);
  }

  toString() {
    return `⟨${this.resource.id}#${this.path}⟩`;
  }
}

/** The template cannot be worked out offline, or would not deploy; the message says where and why. */
export class Refused extends Error {
  constructor(file, line, what) {
    super(`${file}:${line} ${what}`);
    Object.assign(this, { file, line, what });
  }
}

/** One resource as it would be sent to Azure. */
export class Deployed {
  constructor(declaration, file) {
    Object.assign(this, {
      symbol: declaration.name,
      type: declaration.type,
      version: declaration.version,
      line: declaration.line,
      file,
      existing: declaration.existing,
    });
  }

  member(name) {
    if (['id', 'name', 'type'].includes(name)) return this[name];
    if (name === 'apiVersion') return this.version;
    if (name === 'location') return this.body.location;
    if (!this.deployed) throw new Error(`is not deployed with these parameters, but its ${name} is read`);
    return new Runtime(this, name);
  }

  toString() {
    return this.id;
  }
}

/** The id of a resource: the scope, the provider, and types and names in turn. */
export function resourceId(scope, type, names) {
  const [provider, ...types] = type.split('/');
  return `${scope}/providers/${provider}/${types.map((part, index) => `${part}/${names[index]}`).join('/')}`;
}
