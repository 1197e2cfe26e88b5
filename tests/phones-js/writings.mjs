// What the reference library makes of the example numbers of its metadata, written as people write them: one JSON object a line.
// node writings.mjs
import libphonenumber from 'google-libphonenumber';

const { PhoneNumberFormat: Format, PhoneNumberType: Type, PhoneNumberUtil } = libphonenumber;
const reference = PhoneNumberUtil.getInstance();
const IS_POSSIBLE = PhoneNumberUtil.ValidationResult.IS_POSSIBLE;
const NOWHERE = '001';

// Where a number is dialled from whose prefix for calls abroad is unlike the others'.
const ABROAD = ['DE', 'RU', 'US', 'JP', 'AU'];

// Writings that need a country to be read in carry their own, those of a non-geographic entity are read in one that is not theirs.
const READER = 'RU';

// Numbers whose writings have changed, or that lines of one country write in several ways.
const VARIANTS = [
  ...['8 916 123 45 67', '8(916)1234567', '8-916-123-45-67', '89161234567', '9161234567', '+7 916 123 45 67', '+7 (8916) 123-45-67', '8 800 555 35 35', '8~10 44 7911 123456']
    .map((text) => ['RU', text]),
  ...['8 (7172) 12-34-56', '8 701 123 45 67', '+7 701 123 45 67'].map((text) => ['KZ', text]),
  ...['(11) 96123-4567', '011 96123-4567', '0 15 11 96123-4567', '0 21 11 96123-4567', '+55 11 96123-4567', '+55 (0)11 96123-4567', '5511961234567', '11 2123-4567', '+55 11 2123-4567',
    '0800 123 4567', '4004-1234'].map((text) => ['BR', text]),
  ...['55 1234 5678', '+52 55 1234 5678', '(55) 1234-5678', '5255 1234 5678', '222 123 4567', '800 123 4567'].map((text) => ['MX', text]),
  ...['+54 9 11 2345-6789', '5491123456789', '011 15-2345-6789', '(011) 15 2345 6789', '11 15 2345 6789', '+54 11 15 2345-6789', '9 11 2345 6789', '0 9 11 2345 6789', '+54 9 343 555-1212',
    '0343 15-555-1212', '343 15 555 1212', '+54 343 15 555 1212', '2966 15 41 2345', '02966 15 41-2345', '+54 9 2966 41 2345', '+54 11 2345-6789', '011 2345-6789'].map((text) => ['AR', text]),
];

// Writings that the reference reads in another way than we do, on purpose. The test that reads this has a reason for each.
const DEVIATIONS = [
  ['+8 916 123 45 67', 'RU'], ['0044 7911 123456', 'RU'], ['00 7 916 123 45 67', 'US'], ['0000000000', 'DE'],
  ['+55 11 6123-4567', 'BR'], ['(31) 8888-7777', 'BR'], ['553188887777', 'BR'],
  ['+52 1 55 1234 5678', 'MX'], ['5215512345678', 'MX'], ['1 55 1234 5678', 'MX'], ['01 55 1234 5678', 'MX'], ['044 55 1234 5678', 'MX'], ['045 55 1234 5678', 'MX'],
  ['+229 95 12 34 56', 'BJ'], ['95 12 34 56', 'BJ'],
];

function read(text, region) {
  try {
    const number = reference.parse(text, region);
    const counts = reference.isPossibleNumberWithReason(number) === IS_POSSIBLE || reference.isValidNumber(number);
    return counts ? reference.format(number, Format.E164) : null;
  } catch {
    return null;
  }
}

const groups = (text) => text.match(/\d+/g);
const joined = (text, separator) => (text.startsWith('+') ? '+' : '') + groups(text).join(separator);
const inScript = (text, zero) => text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

function bracketed(text) {
  const [first, second, ...rest] = groups(text);
  if (!second) return `(${first})`;
  return text.startsWith('+') ? `+${first} (${second}) ${rest.join('-')}` : `(${first}) ${[second, ...rest].join('-')}`;
}

const PUNCTUATIONS = {
  dots: (text) => joined(text, '.'),
  slashes: (text) => joined(text, '/'),
  dashes: (text) => joined(text, '-'),
  spacedDashes: (text) => joined(text, ' - '),
  enDashes: (text) => joined(text, '\u2013'),
  nonBreakingHyphens: (text) => joined(text, '\u2011'),
  nonBreakingSpaces: (text) => joined(text, '\u00a0'),
  bare: (text) => joined(text, ''),
  brackets: bracketed,
  squareBrackets: (text) => bracketed(text).replace('(', '[').replace(')', ']'),
  fullWidth: (text) => inScript(text, 0xff10).replace('+', '\uff0b').replace(/-/g, '\uff0d').replace(/ /g, '\u3000'),
  arabicIndic: (text) => inScript(text, 0x0660),
  easternArabic: (text) => inScript(text, 0x06f0),
  copied: (text) => `\u202a${text}\u202c`,
  spaced: (text) => `\t ${text}  `,
};

function* punctuated(form, text) {
  yield [form, text];
  for (const [name, punctuate] of Object.entries(PUNCTUATIONS)) yield [`${form}, ${name}`, punctuate(text)];
}

function* writingsOf(number, region) {
  const international = reference.format(number, Format.INTERNATIONAL);
  yield* punctuated('international', international);
  yield ['E.164', reference.format(number, Format.E164)];
  yield ['tel:', reference.format(number, Format.RFC3966)];
  yield ['tel: with extension', `${reference.format(number, Format.RFC3966)};ext=12`];
  yield ['international with extension', `${international} ext. 12`];
  if (region === NOWHERE) return;

  const national = reference.format(number, Format.NATIONAL);
  yield* punctuated('national', national);
  yield ['national with extension', `${national} x12`];
  yield ['significant', reference.getNationalSignificantNumber(number)];
  const trunk = reference.getNddPrefixForRegion(region, true);
  if (trunk && trunk !== String(number.getCountryCode())) yield ['international with trunk prefix', `+${number.getCountryCode()} (${trunk}) ${reference.getNationalSignificantNumber(number)}`];
}

function* examples() {
  const types = Object.entries(Type).filter(([, type]) => type >= 0);
  for (const region of reference.getSupportedRegions()) {
    for (const [name, type] of types) {
      const number = reference.getExampleNumberForType(region, type);
      if (number) yield [region, name, number];
    }
  }

  for (const code of reference.getSupportedGlobalNetworkCallingCodes()) yield [NOWHERE, `+${code}`, reference.getExampleNumberForNonGeoEntity(code)];
}

const print = (territory, type, example, form, text, region) =>
  process.stdout.write(`${JSON.stringify({ territory, type, example, form, text, region, e164: read(text, region) })}\n`);

for (const [territory, type, number] of examples()) {
  const example = reference.format(number, Format.E164);
  const reader = territory === NOWHERE ? READER : territory;
  for (const [form, text] of writingsOf(number, territory)) print(territory, type, example, form, text, reader);
  for (const abroad of ABROAD.filter((region) => region !== territory)) {
    print(territory, type, example, `dialled from ${abroad}`, reference.formatOutOfCountryCallingNumber(number, abroad), abroad);
  }
}

for (const [text, region] of DEVIATIONS) print(region, 'DEVIATION', null, 'deviation', text, region);
for (const [region, text] of VARIANTS) print(region, 'VARIANT', read(text, region), 'variant', text, region);
