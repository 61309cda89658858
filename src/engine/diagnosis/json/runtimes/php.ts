import { lists } from '../arrangements.ts';
import { compact, indented } from '../layout.ts';
import { phpFloat, phpZeroFractionFloat } from '../numberForms.ts';
import type { Runtime } from '../runtime.ts';
import { phpStrings } from '../stringStyles.ts';

/** Whether each flag of json_encode is set that changes what is written. */
interface Flags {
  readonly slashes: boolean;
  readonly unicode: boolean;
  readonly pretty: boolean;
  readonly zeroFraction: boolean;
}

const flagNames = {
  slashes: 'JSON_UNESCAPED_SLASHES',
  unicode: 'JSON_UNESCAPED_UNICODE',
  pretty: 'JSON_PRETTY_PRINT',
  zeroFraction: 'JSON_PRESERVE_ZERO_FRACTION',
} as const;

const idParts = { slashes: 'slashes', unicode: 'unicode', pretty: 'pretty', zeroFraction: 'zero' } as const;

function flagsOf(...names: (keyof Flags)[]): Flags {
  const has = (name: keyof Flags): boolean => names.includes(name);
  return {
    slashes: has('slashes'),
    unicode: has('unicode'),
    pretty: has('pretty'),
    zeroFraction: has('zeroFraction'),
  };
}

/** `isAssociative`: json_decode into arrays, as Laravel and Symfony do; else into objects. */
function phpRuntime(flags: Flags, isAssociative: boolean): Runtime {
  const names = (['slashes', 'unicode', 'pretty', 'zeroFraction'] as const).filter((name) => flags[name]);
  const written = names.length === 0 ? '' : ` with ${names.map((name) => flagNames[name]).join(' | ')}`;
  return {
    id: ['php', ...names.map((name) => idParts[name]), ...(isAssociative ? ['arrays'] : [])].join('-'),
    name: `PHP json_encode${written}${isAssociative ? ' of arrays' : ''}`,
    family: 'php',
    style: { strings: phpStrings(flags), layout: flags.pretty ? indented('    ') : compact, end: '' },
    numbers: {
      integers: 'int64',
      minusZero: '0',
      floats: flags.zeroFraction ? phpZeroFractionFloat : phpFloat,
      infinite: null,
    },
    objects: isAssociative ? [lists] : [],
    depth: 511,
    refusesHalves: true,
    // The name of a property cannot start with NUL.
    ...(isAssociative ? {} : { refusesKey: (key: string) => key.startsWith('\0') }),
  };
}

/** json_encode and json_decode without flags, of objects. */
export const php: Runtime = phpRuntime(flagsOf(), false);
/** As most handlers have it: json_decode($body, true), then json_encode. */
export const phpArrays: Runtime = phpRuntime(flagsOf(), true);

const combinations: readonly Flags[] = [
  flagsOf('slashes'),
  flagsOf('slashes', 'unicode'),
  flagsOf('unicode'),
  flagsOf('pretty'),
  flagsOf('zeroFraction'),
  flagsOf('slashes', 'zeroFraction'),
  flagsOf('slashes', 'unicode', 'zeroFraction'),
  flagsOf('slashes', 'pretty'),
  flagsOf('slashes', 'unicode', 'pretty'),
  flagsOf('unicode', 'pretty'),
];

export const phpRuntimes: readonly Runtime[] = [
  php,
  phpArrays,
  ...combinations.flatMap((flags) => [phpRuntime(flags, false), phpRuntime(flags, true)]),
];
