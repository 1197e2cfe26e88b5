import { Refused } from './bicep/values.mjs';

/** A mistake: where it is, what is wrong, and what to do about it. */
export const finding = (file, line, wrong, remedy) => ({ file, line, wrong, remedy });

export const described = ({ file, line, wrong, remedy }) => `${file}:${line} ${wrong}. ${remedy}`;

/** What a check finds in a repository. A template that cannot be worked out is a finding as well. */
export function findings(check, repository) {
  try {
    return unique([...check(repository)]);
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure;
    return [finding(failure.file, failure.line, failure.what, 'Mend the template, or teach tests/infra/bicep to read it')];
  }
}

const unique = (list) => [...new Map(list.map((item) => [described(item), item])).values()];
