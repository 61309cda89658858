import { indexesFirst } from '../arrangements.ts';
import { compact, indented } from '../layout.ts';
import { ecmaFloat } from '../numberForms.ts';
import type { Runtime } from '../runtime.ts';
import { ecmaStrings } from '../stringStyles.ts';

/** ECMA-262, JSON.parse and JSON.stringify. */
export const node: Runtime = {
  id: 'node',
  name: 'Node.js JSON.stringify',
  family: 'node',
  style: { strings: ecmaStrings, layout: compact, end: '' },
  numbers: { integers: 'float', minusZero: '0', floats: ecmaFloat, infinite: 'null' },
  objects: [indexesFirst],
  depth: null,
  refusesHalves: false,
};

const pretty = { ...node, style: { ...node.style, layout: indented('  ') } };

export const nodeRuntimes: readonly Runtime[] = [
  node,
  { ...pretty, id: 'node-indent-2', name: 'Node.js JSON.stringify with 2 spaces' },
  {
    ...node,
    id: 'node-indent-4',
    name: 'Node.js JSON.stringify with 4 spaces',
    style: { ...node.style, layout: indented('    ') },
  },
  {
    ...node,
    id: 'node-indent-tab',
    name: 'Node.js JSON.stringify with tabs',
    style: { ...node.style, layout: indented('\t') },
  },
];
