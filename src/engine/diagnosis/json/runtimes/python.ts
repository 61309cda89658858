import { sortedKeys } from '../arrangements.ts';
import { compact, indented, spaced } from '../layout.ts';
import { pythonFloat } from '../numberForms.ts';
import type { Runtime } from '../runtime.ts';
import { plainStrings, pythonStrings } from '../stringStyles.ts';

/** The json module of the standard library. Its depth is the interpreter's recursion limit, less what runs it. */
export const python: Runtime = {
  id: 'python',
  name: 'Python json.dumps',
  family: 'python',
  style: { strings: pythonStrings, layout: spaced, end: '' },
  numbers: { integers: 'kept', minusZero: '0', floats: pythonFloat, infinite: 'Infinity' },
  objects: [],
  depth: 990,
  refusesHalves: false,
};

const compactly: Runtime = {
  ...python,
  id: 'python-compact',
  name: 'Python json.dumps with separators=(",", ":")',
  style: { ...python.style, layout: compact },
};

export const pythonRuntimes: readonly Runtime[] = [
  python,
  compactly,
  {
    ...python,
    id: 'python-unicode',
    name: 'Python json.dumps with ensure_ascii=False',
    style: { ...python.style, strings: plainStrings },
    refusesHalves: true,
  },
  {
    ...compactly,
    id: 'python-compact-unicode',
    name: 'Python json.dumps with separators=(",", ":") and ensure_ascii=False',
    style: { ...compactly.style, strings: plainStrings },
    refusesHalves: true,
  },
  {
    ...python,
    id: 'python-sorted',
    name: 'Python json.dumps with sort_keys=True',
    objects: [sortedKeys],
  },
  {
    ...compactly,
    id: 'python-compact-sorted',
    name: 'Python json.dumps with separators=(",", ":") and sort_keys=True',
    objects: [sortedKeys],
  },
  {
    ...python,
    id: 'python-indent-2',
    name: 'Python json.dumps with indent=2',
    style: { ...python.style, layout: indented('  ') },
  },
  {
    ...python,
    id: 'python-indent-4',
    name: 'Python json.dumps with indent=4',
    style: { ...python.style, layout: indented('    ') },
  },
];
