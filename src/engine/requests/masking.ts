import type { CapturedRequest } from '../capture/capturedRequest.ts';
import type { Knowledge } from '../verification/knowledge.ts';
import { pairsOf } from '../signature/headers.ts';
import type { VerifyRule } from '../signature/scheme.ts';
import type { StoredEvent } from '../store/storedEvent.ts';
import { maskHeaders, maskTarget, secretHeaders, secretParameters } from './sensitive.ts';
import type { HeaderPair, GivenAnswer } from '../../protocol/http.ts';
import type { Delivery } from '../../protocol/delivery.ts';

/** An event with all that goes out with it. */
export interface ExportedEvent {
  readonly event: StoredEvent;
  readonly deliveries: readonly Delivery[];
}

/** What the provider that a request was held against says of where its secret stands. */
export function ruleOf({ findings, request }: StoredEvent, knowledge: Knowledge): VerifyRule | undefined {
  const { provider } = findings;
  return provider === null
    ? undefined
    : knowledge.prepared(provider, knowledge.sources.of(request.target))?.scheme.verify;
}

/** A request without its credentials. The body stays: what is masked in it would be another body. */
export function maskedRequest(request: CapturedRequest, rule: VerifyRule | undefined): CapturedRequest {
  const more = secretHeaders(rule);
  return {
    ...request,
    target: maskTarget(request.target, secretParameters(rule)),
    rawHeaders: maskHeaders(pairsOf(request.rawHeaders), more).flat(),
    rawTrailers: maskHeaders(pairsOf(request.rawTrailers), more).flat(),
  };
}

function maskedAnswer(answer: GivenAnswer | null): GivenAnswer | null {
  return answer !== null && 'headers' in answer
    ? { ...answer, headers: maskHeaders(answer.headers) }
    : answer;
}

function maskedDelivery(delivery: Delivery, rule: VerifyRule | undefined): Delivery {
  const { request, answer, target } = delivery;
  const inRequest = (headers: readonly HeaderPair[]): HeaderPair[] =>
    maskHeaders(headers, secretHeaders(rule));
  const inTarget = (text: string): string => maskTarget(text, secretParameters(rule));
  return {
    ...delivery,
    target: inTarget(target),
    request:
      request === null
        ? null
        : { ...request, path: inTarget(request.path), headers: inRequest(request.headers) },
    answer: answer === null ? null : { ...answer, headers: maskHeaders(answer.headers) },
  };
}

/** An event without the credentials of its request, its answer and its deliveries. */
export function maskedEvent(
  { event, deliveries }: ExportedEvent,
  rule: VerifyRule | undefined,
): ExportedEvent {
  return {
    event: { ...event, request: maskedRequest(event.request, rule), answer: maskedAnswer(event.answer) },
    deliveries: deliveries.map((delivery) => maskedDelivery(delivery, rule)),
  };
}

/** The names of the headers and parameters in which two forms of a request differ: those that were masked. */
export function maskedNames(request: CapturedRequest, masked: CapturedRequest): string[] {
  const headers = pairsOf(request.rawHeaders);
  const values = pairsOf(masked.rawHeaders);
  const names = headers.filter(([, value], at) => value !== values[at]?.[1]).map(([name]) => name);
  return [...new Set([...names, ...(request.target === masked.target ? [] : ['URL'])])];
}
