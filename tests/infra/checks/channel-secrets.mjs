import { installations } from '../deployments.mjs';
import { finding } from '../finding.mjs';
import { appSettings, ofType, only, sampleSettings, secretOf } from '../settings.mjs';

export const holds = 'the settings of the channels are the same in settings.json, in the sample and in Azure, and every secret is a reference to the vault';

const file = 'infra/settings.json';
const secretName = /secret|token|salt|password|key$/i;

export function* check(repository) {
  const { secrets, plain } = repository.json(file);
  const defined = new Set([...secrets, ...plain].map(({ setting }) => setting));
  const sampled = Object.keys(sampleSettings(repository)).filter((name) => name.startsWith('Channels__'));
  for (const name of sampled)
    if (!defined.has(name)) yield finding(file, 1, `${name} is missing`, 'local.settings.sample.json has it: define it, as a secret or plain');
  for (const name of defined)
    if (name.startsWith('Channels__') && !sampled.includes(name))
      yield finding('local.settings.sample.json', 1, `${name} is missing`, `${file} defines it: give a value for this machine, empty for off`);
  for (const { setting, secret } of secrets)
    if (secret !== setting.replaceAll('__', '--'))
      yield finding(file, repository.line(file, setting), `the secret of ${setting} is called ${secret}`, `Call it ${setting.replaceAll('__', '--')}`);
  for (const { setting } of plain)
    if (secretName.test(setting.split('__').at(-1)))
      yield finding(file, repository.line(file, setting), `${setting} is a secret in clear`, 'Move it to secrets');
  for (const installation of installations(repository)) yield* references(installation, secrets);
}

function* references(installation, secrets) {
  const site = only(installation, 'Microsoft.Web/sites');
  const vault = only(installation, 'Microsoft.KeyVault/vaults');
  const settings = new Map(appSettings(installation).map((setting) => [setting.name, setting]));
  for (const { setting, secret } of secrets) {
    const found = settings.get(setting);
    const reference = found && secretOf(found.value);
    if (reference?.vault !== vault.name || reference?.secret !== secret)
      yield finding(
        found?.file ?? site.file,
        found?.line ?? site.line,
        `${setting} does not refer to the secret ${secret} of the vault`,
        'Write @Microsoft.KeyVault(VaultName=…;SecretName=…)',
      );
  }

  for (const { name, value, file: where, line } of settings.values())
    if (secretOf(value) && !secrets.some(({ setting }) => setting === name))
      yield finding(where, line, `${name} refers to a secret that ${file} does not define`, 'Define it: the hook creates what is defined');
  const identities = Object.keys(site.body.identity.userAssignedIdentities ?? {});
  if (!identities.includes(site.body.properties.keyVaultReferenceIdentity))
    yield finding(site.file, site.line, 'the vault is not read with the identity of the app', 'Set keyVaultReferenceIdentity to its user-assigned identity');
  // A deployment would write over what was filled in.
  for (const written of ofType(installation, 'Microsoft.KeyVault/vaults/secrets'))
    yield finding(written.file, written.line, 'a template writes a secret', 'Leave it to the hook, which writes only what is missing');
}
