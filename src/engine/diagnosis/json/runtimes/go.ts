import { sortedKeys } from '../arrangements.ts';
import { compact, indented } from '../layout.ts';
import { goFloat, type NumberRules } from '../numberForms.ts';
import type { Runtime } from '../runtime.ts';
import { goStrings, oldGoStrings, oldPlainGoStrings, plainGoStrings } from '../stringStyles.ts';

const keptNumbers: NumberRules = { integers: 'kept', minusZero: '-0', floats: 'kept', infinite: null };

/** encoding/json into `any`, since Go 1.22. */
export const go: Runtime = {
  id: 'go',
  name: 'Go json.Marshal',
  family: 'go',
  style: { strings: goStrings, layout: compact, end: '' },
  numbers: { integers: 'float', minusZero: '-0', floats: goFloat, infinite: null },
  objects: [sortedKeys],
  depth: 10_000,
  refusesHalves: false,
};

export const goRuntimes: readonly Runtime[] = [
  go,
  {
    ...go,
    id: 'go-encoder',
    name: 'Go json.Encoder',
    style: { ...go.style, end: '\n' },
  },
  {
    ...go,
    id: 'go-plain',
    name: 'Go json.Encoder with SetEscapeHTML(false)',
    style: { ...go.style, strings: plainGoStrings, end: '\n' },
  },
  {
    ...go,
    id: 'go-number',
    name: 'Go json.Marshal after UseNumber',
    numbers: keptNumbers,
  },
  {
    ...go,
    id: 'go-indent',
    name: 'Go json.MarshalIndent with 2 spaces',
    style: { ...go.style, layout: indented('  ') },
  },
  {
    ...go,
    id: 'go-old',
    name: 'Go json.Marshal before Go 1.22',
    style: { ...go.style, strings: oldGoStrings },
  },
  {
    ...go,
    id: 'go-old-encoder',
    name: 'Go json.Encoder before Go 1.22',
    style: { ...go.style, strings: oldGoStrings, end: '\n' },
  },
  {
    ...go,
    id: 'go-old-plain',
    name: 'Go json.Encoder with SetEscapeHTML(false) before Go 1.22',
    style: { ...go.style, strings: oldPlainGoStrings, end: '\n' },
  },
  {
    ...go,
    id: 'go-old-number',
    name: 'Go json.Marshal after UseNumber before Go 1.22',
    style: { ...go.style, strings: oldGoStrings },
    numbers: keptNumbers,
  },
  {
    ...go,
    id: 'go-old-indent',
    name: 'Go json.MarshalIndent with 2 spaces before Go 1.22',
    style: { strings: oldGoStrings, layout: indented('  '), end: '' },
  },
];
