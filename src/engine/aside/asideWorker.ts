import type { MessagePort } from 'node:worker_threads';
import { HumanError, messageOf } from '../../common/errors.ts';
import { Knowledge } from '../verification/knowledge.ts';
import { callHere, type AsideName, type AsideParams } from './asideCalls.ts';

/** What the worker is started with. */
export interface AsideStart {
  readonly kind: 'aside';
}

export interface AsideRequest {
  readonly id: number;
  readonly name: AsideName;
  /** Those of the call of that name. */
  readonly params: unknown;
  /** From this call on; absent where it is what it was. */
  readonly known?: Pick<Knowledge, 'settings' | 'secrets'>;
}

export interface AsideAnswer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
  readonly forPerson?: boolean;
}

async function answerTo({ id, name, params }: AsideRequest, knowledge: Knowledge): Promise<AsideAnswer> {
  try {
    return { id, result: await callHere(name, params as AsideParams<AsideName>, knowledge) };
  } catch (error) {
    const forPerson = error instanceof HumanError;
    const text = forPerson || !(error instanceof Error) ? messageOf(error) : (error.stack ?? error.message);
    return { id, error: text, forPerson };
  }
}

/** Answers calls, each with what was known when it was asked. */
export function runAside(port: MessagePort): void {
  let knowledge: Knowledge | undefined;
  port.on('message', (request: AsideRequest) => {
    if (request.known !== undefined) {
      knowledge = new Knowledge(request.known.settings, request.known.secrets);
    }
    if (knowledge !== undefined) {
      void answerTo(request, knowledge).then((answer) => {
        const { result } = answer;
        const bytes = result instanceof Uint8Array ? [result.buffer as ArrayBuffer] : [];
        port.postMessage(answer, bytes);
      });
    }
  });
}
