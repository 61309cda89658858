import assert from 'node:assert/strict';
import { request } from 'node:http';
import * as vscode from 'vscode';
import { extensionId } from '../../src/host/shared/contributions.ts';
import type { ListenerState } from '../../src/host/listener/listenerState.ts';
import type { TestHandle } from '../../src/host/activation/testHandle.ts';
import type { EventSummary } from '../../src/protocol/summary.ts';

/** The parts of the extension in this extension host. */
export async function activated(): Promise<TestHandle> {
  const extension = vscode.extensions.getExtension<TestHandle>(extensionId);
  assert.ok(extension, 'VS Code has not found the extension');
  return extension.activate();
}

/** The port of a listener that has to be running. */
export function portOf(state: ListenerState): number {
  assert.equal(state.kind, 'listening', JSON.stringify(state));
  return state.port;
}

export interface Sending {
  readonly port: number;
  readonly headers?: readonly string[];
  readonly body?: Uint8Array;
}

/** Sends a webhook; resolves with the status of the answer. */
export function send({ port, headers = [], body = new Uint8Array() }: Sending): Promise<number> {
  return new Promise((resolve, reject) => {
    const fixed = ['Host', `127.0.0.1:${port}`, 'Content-Length', String(body.length)];
    const options = { host: '127.0.0.1', port, path: '/hook', method: 'POST', agent: false } as const;
    const outgoing = request({ ...options, headers: [...fixed, ...headers] }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Sends a webhook and answers its row. */
export async function capture({ engine }: TestHandle, sending: Sending): Promise<EventSummary> {
  assert.equal(await send(sending), 200);
  const { events } = await engine.call('listEvents', { limit: 1, before: null });
  const [newest] = events;
  assert.ok(newest);
  return newest;
}
