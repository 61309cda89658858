import type { EventDetail, SignatureFacts } from '../protocol/event.ts';
import { hashes } from './signature/digest.ts';
import { factsOf } from './signature/facts.ts';
import { hasHeader, headerValues, pairsOf } from './signature/headers.ts';
import type { Scheme } from './signature/scheme.ts';
import { schemeById } from './signature/schemes/table.ts';
import { compileTemplate, fillTemplate } from './signature/template.ts';
import { summaryOf, type StoredEvent } from './store/storedEvent.ts';

function signatureFacts({ request, findings }: StoredEvent, { name, verify }: Scheme): SignatureFacts {
  const header = verify.signature.find((source) => hasHeader(request.rawHeaders, source.header));
  const shown = header?.header ?? verify.signature[0].header;
  const content = fillTemplate(compileTemplate(verify.content), request);
  const { reason } = findings;
  return {
    provider: name,
    algorithm: hashes[verify.algorithm].title,
    encoding: verify.encoding,
    signedContent: verify.content,
    signedBytes: content.reduce((sum, { length }) => sum + length, 0),
    header: shown,
    received: headerValues(request.rawHeaders, shown),
    matchedSecretLabel: reason.code === 'matches' ? reason.secretLabel : null,
  };
}

/** Everything about a stored event but its body, as the host shows it. */
export function detailOf(event: StoredEvent): EventDetail {
  const { request, findings, answer } = event;
  const scheme = findings.provider === null ? undefined : schemeById(findings.provider);
  return {
    summary: summaryOf(event),
    providerName: scheme?.name ?? null,
    reason: findings.reason,
    httpVersion: request.httpVersion,
    target: request.target,
    headers: pairsOf(request.rawHeaders),
    trailers: pairsOf(request.rawTrailers),
    remoteAddress: request.remoteAddress,
    answer,
    bodyMilliseconds: request.bodyMilliseconds,
    facts: scheme === undefined ? [] : factsOf(scheme, request.body),
    signature: scheme === undefined ? null : signatureFacts(event, scheme),
  };
}
