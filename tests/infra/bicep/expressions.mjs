// The syntax tree of an expression as plain objects: `is` says what it is, `line` where it stands.

export function expression(node) {
  const read = readers[node.type];
  if (!read) return { is: 'unknown', text: node.text, line: lineOf(node) };
  return rightOfArrow({ line: lineOf(node), ...read(node) });
}

export const lineOf = (node) => node.startPosition.row + 1;

export const meaningful = (node) => node.namedChildren.filter((child) => child.type !== 'comment' && child.type !== 'diagnostic_comment');

const readers = {
  string: (node) => ({ is: 'string', parts: parts(node) }),
  number: (node) => ({ is: 'literal', value: Number(node.text) }),
  boolean: (node) => ({ is: 'literal', value: node.text === 'true' }),
  null: () => ({ is: 'literal', value: null }),
  identifier: (node) => ({ is: 'name', name: node.text }),
  compatible_identifier: (node) => ({ is: 'name', name: node.text }),
  array: (node) => ({ is: 'array', items: meaningful(node).map(expression) }),
  object: (node) => ({ is: 'object', entries: meaningful(node).map(entry) }),
  parenthesized_expression: (node) => expression(meaningful(node)[0]),
  ternary_expression: (node) => ({
    is: 'choice',
    condition: field(node, 'condition'),
    then: field(node, 'consequence'),
    otherwise: field(node, 'alternative'),
  }),
  binary_expression: (node) => ({ is: 'binary', operator: node.childForFieldName('operator').text, left: field(node, 'left'), right: field(node, 'right') }),
  unary_expression: (node) => ({ is: 'unary', operator: node.childForFieldName('operator').text, of: field(node, 'argument') }),
  member_expression: (node) => ({ is: 'member', of: field(node, 'object'), name: node.childForFieldName('property').text, safe: hasToken(node, '.?') }),
  subscript_expression: (node) => ({ is: 'index', of: field(node, 'object'), index: field(node, 'index'), safe: hasToken(node, '?') }),
  resource_expression: (node) => ({ is: 'nested', of: field(node, 'object'), name: node.childForFieldName('resource').text }),
  call_expression: (node) => ({ is: 'call', function: field(node, 'function'), arguments: meaningful(node.childForFieldName('arguments')).map(expression) }),
  lambda_expression: lambda,
  for_statement: loop,
  if_statement: condition,
};

const field = (node, name) => expression(node.childForFieldName(name));

const hasToken = (node, token) => node.children.some((child) => !child.isNamed && child.type === token);

function parts(node) {
  return meaningful(node).map((part) => {
    if (part.type === 'interpolation') return expression(meaningful(part)[0]);
    return part.type === 'escape_sequence' ? unescaped(part.text) : part.text;
  });
}

const unescaped = (text) => ({ '\\n': '\n', '\\r': '\r', '\\t': '\t' })[text] ?? text.slice(1);

function entry(node) {
  const [key, value] = meaningful(node);
  if (key.type === 'resource_declaration') return { key: null, nested: nested(key), line: lineOf(node) };
  const name = key.type === 'string' ? plain(expression(key)) : key.text;
  return { key: name, keyParts: key.type === 'string' ? expression(key) : null, value: expression(value), line: lineOf(node) };
}

/** A resource that is declared in the body of its parent. */
function nested(node) {
  const [name, type, value] = meaningful(node);
  return {
    kind: 'resource',
    line: lineOf(node),
    name: name.text,
    type: plain(expression(type)),
    existing: node.children.some((child) => child.type === 'existing'),
    value: expression(value),
  };
}

/** The text of a string without interpolation; null with. */
export function plain(string) {
  if (string?.is !== 'string' || string.parts.some((part) => typeof part !== 'string')) return null;
  return string.parts.join('');
}

function lambda(node) {
  const [parameters, body] = meaningful(node);
  const names = parameters.type === 'parenthesized_expression' ? meaningful(parameters) : [parameters];
  return { is: 'lambda', parameters: names.map((name) => name.text), body: expression(body) };
}

function loop(node) {
  const children = meaningful(node);
  const head = children[0];
  const names = head.type === 'for_loop_parameters' ? meaningful(head).map((name) => name.text) : [head.text];
  return { is: 'for', item: names[0], index: names[1], of: expression(children[1]), body: expression(children[2]) };
}

function condition(node) {
  const [test, body] = meaningful(node);
  return { is: 'if', condition: expression(test), body: expression(body) };
}

// The grammar ends a lambda's body before the first operator behind it: `e => e.a` arrives as `(e => e).a`.
function rightOfArrow(read) {
  const leftmost = { member: 'of', index: 'of', binary: 'left', choice: 'condition', call: 'function' }[read.is];
  const arrow = leftmost && read[leftmost];
  if (arrow?.is !== 'lambda') return read;
  return { ...arrow, body: rightOfArrow({ ...read, [leftmost]: arrow.body }) };
}
