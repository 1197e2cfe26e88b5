import { mistake, remove, replace } from './mistake.mjs';

const azure = 'azure.yaml';
const deploy = '.github/workflows/azure-dev.yml';
const build = '.github/workflows/ci.yml';

export const mistakes = [
  mistake('the service is not the tagged one', 'azure-yaml', /no single resource is tagged azd-service-name: app/, replace(azure, '  hub:', '  app:')),
  mistake('a hook has an unknown name', 'azure-yaml', /preprovisioning/, replace(azure, 'preprovision:', 'preprovisioning:')),
  mistake('a hook is missing', 'azure-yaml', /of the hook postprovision does not exist/, remove('infra/hooks/create-secrets.cs')),
  mistake('a hook runs on one system only', 'azure-yaml', /does not run on every system/, replace(azure, 'create-secrets.cs', 'create-secrets.sh')),
  mistake(
    'a hook lies beside a project',
    'azure-yaml',
    /lies beside the project/,
    replace(azure, './infra/hooks/create-secrets.cs', './functions/Omni.Functions/Program.cs'),
  ),
  mistake('the project has moved', 'azure-yaml', /the project .* does not exist/, replace(azure, 'Omni.Functions.csproj', 'Hub.csproj')),
  mistake('the service is of another language', 'azure-yaml', /is not a \.NET function app/, replace(azure, 'language: dotnet', 'language: python')),
  mistake(
    'a function app has variables of a container',
    'azure-yaml',
    /\/services\/hub\/env/,
    replace(azure, 'host: function', 'host: function\n    env:\n      A: b'),
  ),
  mistake(
    'a variable of the pipeline is read by nobody',
    'azure-yaml',
    /no parameter reads the variable ACS_ENABLE$/m,
    replace(azure, '- ACS_ENABLED', '- ACS_ENABLE'),
  ),
  mistake(
    'a parameter cannot be chosen in the pipeline',
    'azure-yaml',
    /the pipeline does not hand over VNET_ENABLED/,
    replace(azure, '    - VNET_ENABLED\n', ''),
  ),
  mistake(
    'an alert asks for a metric nobody emits',
    'metrics',
    /emits no omni\.customers\.waiting/,
    replace('infra/alerts.bicep', 'omni.customers.unanswered', 'omni.customers.waiting'),
  ),
  mistake(
    'the alert of values too many asks for a metric nobody emits',
    'metrics',
    /emits no omni\.identities\.refused/,
    replace('infra/alerts.bicep', 'omni.identities.over_limit', 'omni.identities.refused'),
  ),
  mistake(
    'the workbook asks for a metric nobody emits',
    'metrics',
    /emits no omni\.contacts\.delay/,
    replace('infra/workbook.json', 'omni.contacts.lag', 'omni.contacts.delay'),
  ),
  mistake('an action is pinned by its tag', 'workflows', /is not pinned by a commit/, (repository) =>
    replace(build, /actions\/checkout@[0-9a-f]{40}/.exec(repository.text(build))[0], 'actions/checkout@v7')(repository),
  ),
  mistake('a workflow may write everything', 'workflows', /the permissions are write-all/, replace(build, 'permissions: {}', 'permissions: write-all')),
  mistake('a job may write', 'workflows', /contents has the permission write/, replace(build, 'contents: read', 'contents: write')),
  mistake('a build may log in to Azure', 'workflows', /id-token has the permission write/, replace(build, 'contents: read', 'id-token: write')),
  mistake('a job may run for ever', 'workflows', /has no time limit/, replace(deploy, '    timeout-minutes: 60\n', '')),
  mistake(
    'the pipeline logs in with a secret',
    'workflows',
    /logs in with a secret/,
    replace(deploy, '${{ vars.AZURE_CLIENT_ID }}', '${{ secrets.AZURE_CLIENT_SECRET }}'),
  ),
  mistake('strangers run with rights of the repository', 'workflows', /code of strangers/, replace(build, 'pull_request:', 'pull_request_target:')),
  mistake(
    'a variable does not reach the deployment',
    'workflows',
    /does not hand over ZONE_REDUNDANT/,
    replace(deploy, '      ZONE_REDUNDANT: ${{ vars.ZONE_REDUNDANT }}\n', ''),
  ),
];
