import type { Buffer } from 'node:buffer';
import { arranged, withNumbers, type Arrangement } from './arrange.ts';
import { inTurn, lastOfDuplicates } from './arrangements.ts';
import { rewrittenNumber, type NumberRules } from './numberForms.ts';
import { valueOf } from './spelling.ts';
import { write, type JsonStyle } from './styles.ts';
import { Kind, type JsonTree } from './tree.ts';

export type RuntimeFamily = 'node' | 'php' | 'python' | 'go' | 'ruby' | 'java' | 'dotnet';

/** What a runtime makes of JSON that it reads and writes again. */
export interface Runtime {
  readonly id: string;
  /** As its users would write it in code; no text to be translated. */
  readonly name: string;
  readonly family: RuntimeFamily;
  readonly style: JsonStyle;
  readonly numbers: NumberRules;
  /** What becomes of objects, in turn. */
  readonly objects: readonly Arrangement[];
  /** Objects and arrays in one another that it reads and writes, at most; null where it sets no limit. */
  readonly depth: number | null;
  /** Whether it gives up at half a surrogate pair. */
  readonly refusesHalves: boolean;
  /** Strings that it gives up at, or that it changes in a way that depends on the machine. */
  readonly refusesValue?: (value: string) => boolean;
  readonly refusesKey?: (key: string) => boolean;
  /** Whether keys that occur more than once stay as they are. */
  readonly keepsDuplicates?: boolean;
}

function isRefused(runtime: Runtime, raw: string, isKey: boolean): boolean {
  const refuses = isKey ? runtime.refusesKey : runtime.refusesValue;
  if (refuses === undefined && !runtime.refusesHalves) {
    return false;
  }
  const value = valueOf(raw);
  // Bytes are UTF-8, so that half a pair can only come from an escape.
  const hasHalf = runtime.refusesHalves && raw !== value && !value.isWellFormed();
  return hasHalf || refuses?.(value) === true;
}

/** Whether a runtime can read a tree and write it again. */
function takes(runtime: Runtime, tree: JsonTree): boolean {
  if (runtime.depth !== null && tree.depth > runtime.depth) {
    return false;
  }
  return tree.texts.every((text, index) => {
    const kind = tree.kinds[index];
    return (kind !== Kind.key && kind !== Kind.string) || !isRefused(runtime, text, kind === Kind.key);
  });
}

function withKeys(runtime: Runtime, tree: JsonTree): JsonTree {
  const objects = runtime.keepsDuplicates === true ? runtime.objects : [lastOfDuplicates, ...runtime.objects];
  return objects.length === 0 ? tree : arranged(tree, inTurn(objects));
}

/** What a runtime changes of a value, before it writes it; undefined where it gives up. */
export function reshaped(runtime: Runtime, tree: JsonTree): JsonTree | undefined {
  if (!takes(runtime, tree)) {
    return undefined;
  }
  const { numbers } = runtime;
  const isKept = numbers.integers === 'kept' && numbers.floats === 'kept' && numbers.minusZero === '-0';
  const shaped = withKeys(runtime, tree);
  return isKept ? shaped : withNumbers(shaped, (text) => rewrittenNumber(text, numbers));
}

/** The bytes that a runtime writes after it has read a tree; undefined where it gives up. */
export function rewrite(runtime: Runtime, tree: JsonTree): Buffer | undefined {
  const shaped = reshaped(runtime, tree);
  return shaped === undefined ? undefined : write(shaped, runtime.style);
}
