import { compact, indented } from '../layout.ts';
import { rubyFloat } from '../numberForms.ts';
import type { Runtime } from '../runtime.ts';
import { plainGoStrings, goStrings, plainStrings } from '../stringStyles.ts';

/** The json library of the standard distribution. */
export const ruby: Runtime = {
  id: 'ruby',
  name: 'Ruby JSON.generate',
  family: 'ruby',
  style: { strings: plainStrings, layout: compact, end: '' },
  numbers: { integers: 'kept', minusZero: '0', floats: rubyFloat, infinite: null },
  objects: [],
  depth: 100,
  refusesHalves: true,
};

/** ActiveSupport escapes what Go escapes. */
const rails: Runtime = {
  ...ruby,
  id: 'rails',
  name: 'Rails to_json',
  style: { ...ruby.style, strings: goStrings },
  numbers: { ...ruby.numbers, infinite: 'null' },
};

export const rubyRuntimes: readonly Runtime[] = [
  ruby,
  rails,
  {
    ...rails,
    id: 'rails-plain',
    name: 'Rails to_json without escape_html_entities_in_json',
    style: { ...rails.style, strings: plainGoStrings },
  },
  {
    ...ruby,
    id: 'ruby-pretty',
    name: 'Ruby JSON.pretty_generate',
    style: { ...ruby.style, layout: indented('  ') },
  },
  {
    ...ruby,
    id: 'ruby-pretty-old',
    name: 'Ruby JSON.pretty_generate before json 2.8',
    style: { ...ruby.style, layout: { ...indented('  '), empty: 'lines' } },
  },
];
