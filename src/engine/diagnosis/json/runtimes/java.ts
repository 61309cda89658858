import { sortedByUnits, withoutNulls } from '../arrangements.ts';
import { compact, indented, jacksonPretty } from '../layout.ts';
import { javaFloat } from '../numberForms.ts';
import type { Runtime } from '../runtime.ts';
import { gsonStrings, jacksonStrings, jacksonStringStrings, plainGsonStrings } from '../stringStyles.ts';

/** ObjectMapper into Object, Map or JsonNode. Jackson 2.15 and later refuse more than 1,000 levels. */
export const jackson: Runtime = {
  id: 'jackson',
  name: 'Jackson writeValueAsBytes',
  family: 'java',
  style: { strings: jacksonStrings, layout: compact, end: '' },
  numbers: { integers: 'kept', minusZero: '0', floats: javaFloat, infinite: '"Infinity"' },
  objects: [],
  depth: 1000,
  refusesHalves: false,
};

/**
 * Gson.toJson of a JsonElement, which keeps the text of numbers; nulls in objects are left out. Gson 2.12 and later
 * refuse more than 255 levels.
 */
const gson: Runtime = {
  id: 'gson',
  name: 'Gson toJson',
  family: 'java',
  style: { strings: gsonStrings, layout: compact, end: '' },
  numbers: { integers: 'kept', minusZero: '-0', floats: 'kept', infinite: null },
  objects: [withoutNulls],
  depth: null,
  refusesHalves: false,
};

export const javaRuntimes: readonly Runtime[] = [
  jackson,
  gson,
  {
    ...jackson,
    id: 'jackson-string',
    name: 'Jackson writeValueAsString',
    style: { ...jackson.style, strings: jacksonStringStrings },
  },
  {
    ...jackson,
    id: 'jackson-pretty',
    name: 'Jackson writerWithDefaultPrettyPrinter',
    style: { ...jackson.style, layout: jacksonPretty },
  },
  {
    ...jackson,
    id: 'jackson-sorted',
    name: 'Jackson with ORDER_MAP_ENTRIES_BY_KEYS',
    objects: [sortedByUnits],
  },
  {
    ...gson,
    id: 'gson-plain',
    name: 'Gson with disableHtmlEscaping',
    style: { ...gson.style, strings: plainGsonStrings },
  },
  {
    ...gson,
    id: 'gson-element',
    name: 'Gson JsonElement.toString',
    style: { ...gson.style, strings: plainGsonStrings },
    objects: [],
  },
  {
    ...gson,
    id: 'gson-map',
    name: 'Gson toJson of a Map',
    numbers: { integers: 'float', minusZero: '-0.0', floats: javaFloat, infinite: null },
  },
  {
    ...gson,
    id: 'gson-pretty',
    name: 'Gson with setPrettyPrinting',
    style: { ...gson.style, layout: indented('  ') },
  },
];
