import type { Secret } from '../../protocol/engine.ts';
import type { CapturedRequest } from '../capture/capturedRequest.ts';
import { contentOf } from '../content/contentOf.ts';
import { detailOf, type Kept } from '../verification/detail.ts';
import { copyOf, type CopyOptions } from '../export/copy.ts';
import { printed, type PrintOptions } from '../export/printed.ts';
import { findingsNow } from '../verification/findingsNow.ts';
import { inspect } from '../verification/inspect.ts';
import type { Knowledge } from '../verification/knowledge.ts';
import { expectedDigestsOf, offeredSecret, tryProvider, trySecrets } from '../verification/questions.ts';
import type { StoredEvent } from '../store/storedEvent.ts';

interface OfEvent {
  readonly event: StoredEvent | undefined;
}

/**
 * What is worked out of a request with what is known, and takes long where its body is large. Each is a function of
 * its parameters alone, and these and its result can be copied from thread to thread.
 */
const asideCalls = {
  inspect: ({ request }: { readonly request: CapturedRequest }, knowledge: Knowledge) =>
    inspect(request, knowledge),

  findings: (
    { event, chosen }: { readonly event: StoredEvent; readonly chosen: string | null },
    knowledge: Knowledge,
  ) => findingsNow(event, knowledge, chosen),

  detail: async (
    { event, kept, signedBy }: DetailParams,
    knowledge: Knowledge,
  ): Promise<ReturnType<typeof detailOf>> => {
    const content = (await contentOf(event.request.rawHeaders, event.request.body))?.facts ?? null;
    return detailOf(event, knowledge, { ...kept, content }, signedBy);
  },

  copy: (
    { event, options }: { readonly event: StoredEvent; readonly options: CopyOptions },
    knowledge: Knowledge,
  ) => copyOf(event, options, knowledge),

  print: (
    { options, ...whole }: Parameters<typeof printed>[0] & { readonly options: PrintOptions },
    knowledge: Knowledge,
  ) => printed(whole, options, knowledge),

  trySecrets: ({ event, secrets }: OfEvent & { readonly secrets: readonly Secret[] }, knowledge: Knowledge) =>
    trySecrets(event, secrets, knowledge),

  tryProvider: (
    { event, row, secrets }: OfEvent & { readonly row: unknown; readonly secrets: readonly Secret[] },
    knowledge: Knowledge,
  ) => tryProvider(event, row, secrets, knowledge),

  expectedDigests: ({ event }: OfEvent, knowledge: Knowledge) => expectedDigestsOf(event, knowledge),

  offeredSecret: ({ event }: OfEvent, knowledge: Knowledge) => offeredSecret(event, knowledge),
} as const;

interface DetailParams {
  readonly event: StoredEvent;
  readonly kept: Omit<Kept, 'content'>;
  /** The label of the secret that verified it, where one did. */
  readonly signedBy: string | undefined;
}

export type AsideName = keyof typeof asideCalls;
export type AsideParams<N extends AsideName> = Parameters<(typeof asideCalls)[N]>[0];
export type AsideResult<N extends AsideName> = Awaited<ReturnType<(typeof asideCalls)[N]>>;

/** Makes a call of that name in this thread. */
export function callHere<N extends AsideName>(
  name: N,
  params: AsideParams<N>,
  knowledge: Knowledge,
): AsideResult<N> | Promise<AsideResult<N>> {
  // Every call takes the parameters, and gives the result, of its name.
  const call = asideCalls[name] as (
    params: AsideParams<N>,
    knowledge: Knowledge,
  ) => AsideResult<N> | Promise<AsideResult<N>>;
  return call(params, knowledge);
}
