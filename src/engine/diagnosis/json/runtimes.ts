import type { Runtime } from './runtime.ts';
import { dotnetRuntimes, systemTextJson } from './runtimes/dotnet.ts';
import { go, goRuntimes } from './runtimes/go.ts';
import { jackson, javaRuntimes } from './runtimes/java.ts';
import { node, nodeRuntimes } from './runtimes/node.ts';
import { phpArrays, phpRuntimes } from './runtimes/php.ts';
import { python, pythonRuntimes } from './runtimes/python.ts';
import { ruby, rubyRuntimes } from './runtimes/ruby.ts';

/** Every runtime that is known, those of a family together, its most usual form first. */
export const runtimes: readonly Runtime[] = [
  ...nodeRuntimes,
  ...phpRuntimes,
  ...pythonRuntimes,
  ...goRuntimes,
  ...rubyRuntimes,
  ...javaRuntimes,
  ...dotnetRuntimes,
];

/** What a handler of each family does that reads JSON and writes it again without any options. */
export const defaultRuntimes: readonly Runtime[] = [
  node,
  phpArrays,
  python,
  go,
  ruby,
  jackson,
  systemTextJson,
];

const byId: ReadonlyMap<string, Runtime> = new Map(runtimes.map((runtime) => [runtime.id, runtime]));

/** A TypeError where no runtime has the id: ids are constants of this program. */
export function runtimeNamed(id: string): Runtime {
  const runtime = byId.get(id);
  if (runtime === undefined) {
    throw new TypeError(`There is no runtime ${id}.`);
  }
  return runtime;
}
