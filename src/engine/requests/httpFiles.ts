import { Buffer } from 'node:buffer';
import { HumanError } from '../../common/errors.ts';
import type { EngineCalls, Source } from '../../protocol/engine.ts';
import {
  isHttpError,
  signaturePlaceholder,
  type HttpDocument,
  type HttpRequestInfo,
} from '../../protocol/httpFile.ts';
import type { ProvenSigners } from '../replay/provenSigners.ts';
import { resign, resigned, urlToSign, type Resigned } from '../replay/resign.ts';
import { send } from '../send/send.ts';
import type { Targets } from '../targets/targets.ts';
import { wholeEvent } from '../replay/wholeEvent.ts';
import type { Knowledge } from '../verification/knowledge.ts';
import type { News } from '../port/news.ts';
import { pairsOf } from '../signature/headers.ts';
import type { PreparedScheme } from '../signature/preparedScheme.ts';
import type { SignedRequest } from '../signature/requestParts.ts';
import { asSenderWrites } from '../diagnosis/reading/jsonLayout.ts';
import { shownAnswer } from '../store/deliveries.ts';
import type { EventStore } from '../store/eventStore.ts';
import { whenFree } from '../store/whenFree.ts';
import { compareWithLatest } from './compare.ts';
import { refuseSecrets } from './fixtureSecrets.ts';
import { eventIdOf, parseHttpFile, urlOf, type HttpRequest } from './httpFile.ts';
import { layoutOf, withLayout } from './httpLayout.ts';
import { printFixture, printToEdit } from './httpPrint.ts';
import type { HeaderPair } from '../../protocol/http.ts';
import type { Delivery } from '../../protocol/delivery.ts';
import type { EngineHandlers } from '../port/handlers.ts';

export interface HttpFilesOptions {
  readonly store: EventStore;
  readonly news: News;
  /** What is known now. */
  readonly knowledge: () => Knowledge;
  readonly signers: ProvenSigners;
  readonly targets: Targets;
}

type Handlers = Pick<
  EngineHandlers,
  'editHttp' | 'fixture' | 'readHttp' | 'layHttp' | 'sendHttp' | 'compareHttp'
>;
type SendParams = EngineCalls['sendHttp']['params'];

/** Who a document says that its request is from, as far as that is known here. */
interface Sender {
  readonly prepared: PreparedScheme | undefined;
  readonly source: Source | undefined;
}

/** Stored requests as documents in the `.http` form, and such documents as requests. */
export class HttpFiles {
  readonly #options: HttpFilesOptions;
  readonly #closed = new AbortController();

  constructor(options: HttpFilesOptions) {
    this.#options = options;
  }

  readonly handlers: Handlers = {
    editHttp: ({ id, remarks, formatted, ...to }) => ({
      text: printToEdit(wholeEvent(this.#options.store, id), to, remarks, formatted),
    }),
    fixture: (params) => this.#fixture(params),
    readHttp: ({ text }) => parseHttpFile(text).map((request) => this.#info(request)),
    layHttp: ({ text, line, layout }) => {
      const request = requestAt(text, line);
      return withLayout(text, request, this.#body(request, null), layout);
    },
    sendHttp: (params) => this.#send(params),
    compareHttp: ({ text, line, bodyFile }) => {
      const request = requestAt(text, line);
      const { store, knowledge } = this.#options;
      return compareWithLatest(request, this.#body(request, bodyFile), store, knowledge());
    },
  };

  /** Ends what is on its way; it is not stored any more. */
  dispose(): void {
    this.#closed.abort();
  }

  #fixture({ id, name, ...to }: EngineCalls['fixture']['params']): HttpDocument {
    const event = wholeEvent(this.#options.store, id);
    const knowledge = this.#options.knowledge();
    const scheme = knowledge.schemes.find((other) => other.id === event.findings.provider);
    const document = printFixture({ event, scheme, to, name });
    refuseSecrets(document, event, knowledge);
    return document;
  }

  #info(request: HttpRequest): HttpRequestInfo {
    const { line, firstLine, method, body, problems } = request;
    const { prepared, source } = this.#sender(request);
    return {
      line,
      firstLine,
      method,
      url: urlOf(request),
      provider: prepared === undefined ? null : { id: prepared.scheme.id, name: prepared.scheme.name },
      event: eventIdOf(request),
      source: source?.name ?? null,
      hasPlaceholder: request.headers.some(([, value]) => value.trim() === signaturePlaceholder),
      signing: prepared === undefined ? 'unsigned' : signingOf(request, prepared),
      signer:
        prepared === undefined
          ? null
          : this.#options.knowledge().signer(prepared.scheme.id, source, this.#verifiedBy(request)),
      bodyPath: body.kind === 'file' ? body.name : null,
      layout: layoutOf(request),
      problems,
    };
  }

  async #send({
    text,
    line,
    resign: anew,
    origin: instead,
    bodyFile,
  }: SendParams): Promise<EngineCalls['sendHttp']['result']> {
    const own = requestAt(text, line);
    const request = instead === null ? own : { ...own, origin: instead };
    const url = urlOf(request);
    if (url === null || request.problems.some(isHttpError)) {
      throw new HumanError(`The request in line ${line + 1} cannot be sent as it is written.`);
    }
    const event = eventIdOf(request);
    // A request that was captured here would only arrive here again; a fixture is of the sender's side.
    const route = await this.#options.targets.routeTo(url, { toListener: event === null });
    const body = this.#body(request, bodyFile);
    const { origin, target, method } = request;
    const written = { method, target, rawHeaders: request.headers.flat(), body };
    const { request: signed, secretLabel } = anew
      ? this.#resign(request, written, new URL(origin))
      : { request: written, secretLabel: undefined };
    const headers = withLength(signed, route.url.host);
    const sent = await send({ method, path: signed.target, headers, body: signed.body }, route, {
      signal: this.#closed.signal,
    });
    if (this.#closed.signal.aborted) {
      throw new HumanError('The extension is being closed.');
    }
    const bodyIsNew = !this.#isCaptured(signed.body, event);
    const delivery = {
      kind: 'edited',
      ...sent,
      request: { method, path: signed.target, headers, bodyIsNew },
    } as const;
    return this.#keep(secretLabel === undefined ? delivery : { ...delivery, secretLabel }, event);
  }

  /** Keeps a delivery with the event that the request was made of, where that is still stored. */
  async #keep(delivery: Omit<Delivery, 'id'>, id: number | null): Promise<EngineCalls['sendHttp']['result']> {
    const { store, news } = this.#options;
    if (id === null || store.event(id) === undefined) {
      return { delivery: { id: 0, ...delivery, answer: shownAnswer(delivery.answer) }, event: null };
    }
    const kept = await whenFree(() => store.deliveries.add(id, delivery));
    news.changed([id], false);
    news.flush();
    return { delivery: kept, event: id };
  }

  /**
   * Formatted JSON as its sender writes it.
   * @throws HumanError where the event is gone, and with it how its sender does.
   */
  #asSent(formatted: Uint8Array, id: number | null): Uint8Array {
    const event = this.#options.store.event(id ?? 0);
    if (event === undefined) {
      throw new HumanError(
        'The event is no longer stored, so how its sender writes this JSON is not known. Remove the line “# @webhook-body” to send the body as it stands.',
      );
    }
    const scheme = this.#options.knowledge().schemes.find((other) => other.id === event.findings.provider);
    return asSenderWrites(formatted, event.request.body, scheme?.writer);
  }

  #isCaptured(body: Uint8Array, event: number | null): boolean {
    const captured = this.#options.store.event(event ?? 0)?.request.body;
    return captured !== undefined && Buffer.from(captured).equals(body);
  }

  /** @throws HumanError where it cannot be signed. */
  #resign(request: HttpRequest, written: SignedRequest, origin: URL): Resigned {
    const { prepared, source } = this.#sender(request);
    if (prepared === undefined) {
      throw new HumanError('Nothing says whose signature this request should have.');
    }
    const url = urlToSign(this.#atSource(request, written, source), source, origin);
    return resigned({ request: written, url, secretLabel: this.#verifiedBy(request) }, prepared);
  }

  /** The label of the secret that verified the event which the document was made of. */
  #verifiedBy(request: HttpRequest): string | undefined {
    const { signers, store } = this.#options;
    return signers.labelOf(store.event(eventIdOf(request) ?? 0));
  }

  /** With the target that it was captured with, where the document has it sent to another path than its source's. */
  #atSource(request: HttpRequest, written: SignedRequest, source: Source | undefined): SignedRequest {
    const event = this.#options.store.event(eventIdOf(request) ?? 0);
    const isBelow = source === undefined || written.target.startsWith(source.path);
    return isBelow || event === undefined ? written : { ...written, target: event.request.target };
  }

  #sender(request: HttpRequest): Sender {
    const knowledge = this.#options.knowledge();
    const { sources, settings } = knowledge;
    const { marks } = request;
    // A file keeps the name that the source had when it was written, which may still be its id.
    const named =
      settings.sources.find(({ name }) => name === marks.source) ??
      settings.sources.find(({ id }) => id !== undefined && id === marks.source);
    const provider = marks.provider ?? named?.provider ?? sources.of(request.target)?.provider ?? undefined;
    const source = named ?? (provider === undefined ? undefined : sources.ofProvider(provider));
    return { source, prepared: provider === undefined ? undefined : knowledge.prepared(provider, source) };
  }

  /** @throws HumanError where the body is that of an event that is gone, or of a file that is not there. */
  #body(request: HttpRequest, bodyFile: Uint8Array | null): Uint8Array {
    const { body, isFormatted } = request;
    switch (body.kind) {
      case 'text':
        return isFormatted ? this.#asSent(body.bytes, eventIdOf(request)) : body.bytes;
      case 'captured':
        return wholeEvent(this.#options.store, body.event).request.body;
      case 'file':
        if (bodyFile === null) {
          throw new HumanError(`The file ${body.name} with the body was not read.`);
        }
        return bodyFile;
    }
  }
}

/** @throws HumanError where no request begins in that line. */
function requestAt(text: string, line: number): HttpRequest {
  const request = parseHttpFile(text).find((other) => other.line === line);
  if (request === undefined) {
    throw new HumanError(`No request begins in line ${line + 1}.`);
  }
  return request;
}

function signingOf(
  { method, target, headers, body }: HttpRequest,
  prepared: PreparedScheme,
): HttpRequestInfo['signing'] {
  const bytes = body.kind === 'text' ? body.bytes : Buffer.from('{}');
  const request = { method, target, rawHeaders: headers.flat(), body: bytes };
  const signed = resign({ request, url: 'http://localhost/', now: Date.now() }, prepared);
  return typeof signed !== 'string' || signed === 'noJson' || signed === 'noForm' ? 'possible' : signed;
}

/** The headers as they go out: Host where the document has none, and the length of these bytes. */
function withLength({ rawHeaders, body }: SignedRequest, host: string): HeaderPair[] {
  const pairs = pairsOf(rawHeaders);
  const hasHost = pairs.some(([name]) => name.toLowerCase() === 'host');
  return [...(hasHost ? [] : [['Host', host] as const]), ...pairs, ['Content-Length', String(body.length)]];
}
