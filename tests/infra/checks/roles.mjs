import { walk } from '../bicep/walk.mjs';
import { environment, installations } from '../deployments.mjs';
import { finding } from '../finding.mjs';
import { rightsNeeded } from '../rights.mjs';
import { roleName } from '../role-names.mjs';
import { ofType } from '../settings.mjs';

export const holds = 'everybody has exactly the roles they need, at exactly the scope they need';

const assignments = 'Microsoft.Authorization/roleAssignments';
const sqlAssignments = 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments';

export function* check(repository) {
  yield* names(repository);
  for (const installation of installations(repository)) {
    const given = [...ofType(installation, assignments).map(ordinary), ...ofType(installation, sqlAssignments).map(ofDocuments)];
    const needed = [...rightsNeeded(repository, installation, environment.AZURE_PRINCIPAL_ID)];
    const givenTexts = new Set(given.map(text));
    const neededTexts = new Set(needed.map(text));
    for (const right of needed)
      if (!givenTexts.has(text(right))) yield finding('infra/roles.bicep', 1, `missing: ${text(right)}`, 'Assign the role at this scope');
    for (const right of given) {
      if (!right.role) yield finding(right.file, right.line, `the role ${right.definition} is not one we know`, 'Use a built-in role of role-names.mjs');
      else if (!neededTexts.has(text(right))) yield finding(right.file, right.line, `nobody needs: ${text(right)}`, 'Narrow the scope, or remove it');
      if (right.kind !== right.expectedKind)
        yield finding(right.file, right.line, `the principal is a ${right.kind}`, `principalType has to be ${right.expectedKind}`);
    }
  }
}

const short = (id) => String(id).replace(/^.*\/providers\//, '');

const text = ({ who, role, on }) => `${role} for ${short(who)} on ${short(on)}`;

function ordinary({ file, line, body, scope, id }) {
  const { principalId, roleDefinitionId, principalType } = body.properties;
  const on = scope?.id ?? id.slice(0, id.indexOf('/providers/Microsoft.Authorization'));
  return {
    file,
    line,
    who: principal(principalId),
    role: roleName(roleDefinitionId),
    definition: roleDefinitionId,
    on,
    kind: principalType,
    expectedKind: principalId.resource ? 'ServicePrincipal' : environment.AZURE_PRINCIPAL_TYPE,
  };
}

/** Rights on documents are given by the account itself, on a path of its own. */
function ofDocuments({ file, line, parent, body }) {
  const { principalId, roleDefinitionId, scope } = body.properties;
  const own = String(roleDefinitionId).startsWith(`${parent.id}/sqlRoleDefinitions/`);
  return { file, line, who: principal(principalId), role: own ? roleName(roleDefinitionId) : undefined, definition: roleDefinitionId, on: scope };
}

const principal = (id) => (['properties.principalId', 'identity.principalId'].includes(id.path) ? id.resource.id : String(id));

/** The name of an assignment has to be known before the deployment, and never change. */
function* names(repository) {
  for (const template of repository.templates)
    for (const resource of [...template.resources.values()].filter(({ type }) => [assignments, sqlAssignments].includes(type))) {
      const body = resource.value.body?.body ?? resource.value.body ?? resource.value;
      const name = body.entries?.find((entry) => entry.key === 'name')?.value;
      const parts = [...walk(name)];
      const fixed =
        parts.some((part) => part.is === 'call' && part.function.name === 'guid') &&
        !parts.some((part) => ['principalId', 'properties', 'newGuid', 'utcNow'].includes(part.name));
      if (!fixed)
        yield finding(
          template.path,
          resource.line,
          `the name of ${resource.name} is not known before the deployment`,
          'Write guid(scope.id, identity.id, role)',
        );
    }
}
