import { fixtureName, fixturesFolder } from './fixtureName.ts';

/** What a path of the file system of requests stands for. */
export interface RequestPath {
  /** The event that it is made of; null where one is written from a sample. */
  readonly event: number | null;
  /** Of the file that keeps what was saved. */
  readonly name: string;
}

/** The path of an event's request; `copy` is 1 for the first. Its folder is that of fixtures: they share a language. */
export function eventPath(title: string, id: number, copy: number): string {
  const mark = copy === 1 ? `event ${id}` : `event ${id}, ${copy}`;
  return `/${fixturesFolder}/${fixtureName(title)} (${mark}).http`;
}

/** The path of an event that is written; `id` tells it from others of the same name. */
export function composedPath(name: string, id: string, isJson: boolean): string {
  return `/composed/${id}/${fixtureName(name)}.${isJson ? 'json' : 'txt'}`;
}

/** Null where no such document can be. */
export function parseRequestPath(path: string): RequestPath | null {
  const [, ofEvent, id] =
    /^\/\.webhooks\/([\w-]+ \(event (\d{1,15})(?:, \d{1,6})?\)\.http)$/.exec(path) ?? [];
  if (ofEvent !== undefined) {
    return { event: Number(id), name: ofEvent };
  }
  const [, folder, file] = /^\/composed\/([\w-]+)\/([\w-]+\.(?:json|txt))$/.exec(path) ?? [];
  return folder === undefined || file === undefined ? null : { event: null, name: `${folder} ${file}` };
}

/** The event of a file that keeps what was saved; null where it is of none. */
export function eventOfName(name: string): number | null {
  return parseRequestPath(`/${fixturesFolder}/${name}`)?.event ?? null;
}
