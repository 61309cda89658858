import { isPort } from '../settings/settings.ts';

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** What a window writes of itself for the others: where it listens, or wants to. */
export interface WindowFile extends Address {
  readonly pid: number;
  /** Host name: a home folder may be shared by machines, whose ports and processes are others. */
  readonly machine: string;
  /** Name of the workspace, null in a window without one. */
  readonly workspace: string | null;
  /** Tells one workspace from another of that name; null in a window without one. */
  readonly workspaceId: string | null;
}

/** Bytes; a file that is larger is none of ours. */
export const maxFileSize = 4096;
const maxText = 255;
const maxPid = 2 ** 32;

/** No JSON, or a value of another kind, is null. */
function fieldsOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= maxText;
}

function isPid(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) < maxPid;
}

/** Whatever may stand in such a file: null where it is not what a window writes. */
export function parseWindowFile(text: string): WindowFile | null {
  const { pid, machine, workspace, workspaceId, host, port } = fieldsOf(text) ?? {};
  const isNamed = workspace === null || isText(workspace);
  if (!isPid(pid) || !isText(machine) || !isNamed || !isText(host)) {
    return null;
  }
  const id = isText(workspaceId) ? workspaceId : null;
  return typeof port === 'number' && isPort(port)
    ? { pid, machine, workspace, workspaceId: id, host, port }
    : null;
}

export function windowFileText(file: WindowFile): string {
  const workspace = file.workspace?.slice(0, maxText) || null;
  return `${JSON.stringify({ ...file, workspace })}\n`;
}

const loopback = new Set(['127.0.0.1', 'localhost', '::1']);
const everywhere = new Set(['0.0.0.0', '::']);

/** Whether a listener at one address keeps the other from being bound. */
export function isSameAddress(one: Address, other: Address): boolean {
  const [first, second] = [one.host.toLowerCase(), other.host.toLowerCase()];
  const overlap =
    first === second ||
    everywhere.has(first) ||
    everywhere.has(second) ||
    (loopback.has(first) && loopback.has(second));
  return one.port === other.port && overlap;
}
