/** The app settings a deployment sets: name, value, and where. */
export function appSettings(deployment) {
  const site = only(deployment, 'Microsoft.Web/sites');
  const inSite = (site.body.properties.siteConfig?.appSettings ?? []).map(({ name, value }) => ({ name, value, file: site.file, line: site.line }));
  const apart = deployment.resources
    .filter((resource) => resource.type === 'Microsoft.Web/sites/config' && resource.name === 'appsettings')
    .flatMap((resource) => Object.entries(resource.body.properties).map(([name, value]) => ({ name, value, file: resource.file, line: resource.line })));
  return [...inSite, ...apart];
}

/** The one resource of a type. */
export function only(deployment, type) {
  const found = ofType(deployment, type);
  if (found.length !== 1) throw new Error(`there are ${found.length} resources of type ${type}, expected is one`);
  return found[0];
}

export const ofType = (deployment, type) => deployment.resources.filter((resource) => resource.type === type);

const vaultReference = /^@Microsoft\.KeyVault\(VaultName=(.+);SecretName=(.+)\)$/;

/** Vault and name of the secret a setting refers to; nothing when it is no reference. */
export function secretOf(value) {
  const [, vault, secret] = vaultReference.exec(String(value)) ?? [];
  return secret && { vault, secret };
}

/** What the app reads into its options: Section__Property, as its classes say. */
export function optionsOf(repository) {
  return repository.paths(/^functions\/Omni\.Functions\/.*Options\.cs$/).flatMap((path) => {
    const text = repository.text(path);
    const section = /const string SectionName = "(\w+)"/.exec(text)?.[1];
    return section ? [...text.matchAll(/public [\w?<>]+(?:, [\w?<>]+)* (\w+) \{ get; (?:set|init); \}/g)].map(([, property]) => `${section}__${property}`) : [];
  });
}

/** What local.settings.sample.json sets. */
export const sampleSettings = (repository) => repository.json('local.settings.sample.json').Values;
