/** What names stand for at one place of a file: those of loops and lambdas first, then those of the file. */
export class Names {
  constructor(template, local = new Map()) {
    Object.assign(this, { template, local, file: template.path });
  }

  find(name) {
    return this.local.has(name) ? this.local.get(name) : this.template.find(name);
  }

  function(name) {
    return this.template.function(name);
  }

  with(names, values) {
    return new Names(this.template, new Map([...this.local, ...names.map((name, index) => [name, values[index]])]));
  }
}
