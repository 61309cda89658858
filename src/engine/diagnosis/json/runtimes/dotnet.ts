import { compact, indented } from '../layout.ts';
import { dotnetFloat } from '../numberForms.ts';
import type { Runtime } from '../runtime.ts';
import { dotnetStrings, newtonsoftStrings, relaxedDotnetStrings } from '../stringStyles.ts';

/**
 * System.Text.Json of a JsonNode or JsonElement, which keep the text of numbers and every key. From the
 * documentation of JavaScriptEncoder and of JsonSerializerOptions; not held against the runtime.
 */
export const systemTextJson: Runtime = {
  id: 'dotnet',
  name: '.NET System.Text.Json',
  family: 'dotnet',
  style: { strings: dotnetStrings, layout: compact, end: '' },
  numbers: { integers: 'kept', minusZero: '-0', floats: 'kept', infinite: null },
  objects: [],
  depth: 64,
  refusesHalves: true,
  keepsDuplicates: true,
};

/** Texts that Newtonsoft.Json reads as dates and writes with other digits, or in the zone of the machine. */
const changedDate = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d*0Z?|\.\d{8,}Z?|(?:\.\d+)?[+-]\d\d:?\d\d)$/;

/** Newtonsoft.Json of a JToken; from its documentation, not held against it. */
const newtonsoft: Runtime = {
  id: 'newtonsoft',
  name: '.NET Newtonsoft.Json',
  family: 'dotnet',
  style: { strings: newtonsoftStrings, layout: compact, end: '' },
  numbers: { integers: 'kept', minusZero: '0', floats: dotnetFloat, infinite: '"Infinity"' },
  objects: [],
  depth: 64,
  refusesHalves: false,
  refusesValue: (value) => changedDate.test(value),
};

const relaxed: Runtime = {
  ...systemTextJson,
  id: 'dotnet-relaxed',
  name: '.NET System.Text.Json with UnsafeRelaxedJsonEscaping',
  style: { ...systemTextJson.style, strings: relaxedDotnetStrings },
};

function indentedBy(runtime: Runtime, lineEnd: '\n' | '\r\n'): Runtime {
  const isWindows = lineEnd === '\r\n';
  return {
    ...runtime,
    id: `${runtime.id}-indented${isWindows ? '-windows' : ''}`,
    name: `${runtime.name}, indented${isWindows ? ', on Windows' : ''}`,
    style: { ...runtime.style, layout: indented('  ', lineEnd) },
  };
}

export const dotnetRuntimes: readonly Runtime[] = [
  systemTextJson,
  newtonsoft,
  relaxed,
  ...[systemTextJson, newtonsoft, relaxed].flatMap((runtime) => [
    indentedBy(runtime, '\n'),
    indentedBy(runtime, '\r\n'),
  ]),
];
