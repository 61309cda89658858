import { HumanError } from '../../common/errors.ts';
import type { Secret, Source } from '../../protocol/engine.ts';
import type { Channel, SentRequest, Signers, SigningPlace } from '../../protocol/sending.ts';
import { channelKey, keyOfSource } from '../../protocol/secretKeys.ts';
import type { Knowledge } from '../verification/knowledge.ts';
import { prepareScheme, type PreparedScheme } from '../signature/preparedScheme.ts';
import { signerLabel, signingFault } from '../signature/sign.ts';
import { shownAnswer } from '../store/deliveries.ts';
import { sealed, type Draft } from './compose.ts';
import { send, type SendLimits } from '../send/send.ts';
import { knownUrlOf } from './sendSample.ts';
import type { Route, Targets } from '../targets/targets.ts';
import type { Outgoing } from '../send/framing.ts';

/** Where something is sent, and with whose secrets. */
export interface Errand {
  readonly route: Route;
  readonly prepared: PreparedScheme;
  readonly signed: boolean;
  readonly secretLabel?: string | undefined;
}

/** What went out, and what became of it. */
export interface Delivered {
  readonly outgoing: Outgoing;
  readonly request: SentRequest;
}

/** Signs and addresses what is made here, as its provider would. */
export class Sender {
  readonly #targets: Targets;
  readonly #knowledge: () => Knowledge;

  constructor(targets: Targets, knowledge: () => Knowledge) {
    this.#targets = targets;
    this.#knowledge = knowledge;
  }

  /** A target may be the listener here. @throws HumanError where nothing may be sent to it. */
  routeTo(target: string): Promise<Route> {
    return this.#targets.routeTo(target, { toListener: true });
  }

  /**
   * A provider's scheme with the secrets of the source that a route leads to, without a route or to elsewhere with
   * those of the provider's first source; where that has none of its own, with those of the provider.
   * @throws HumanError for an id that no provider has.
   */
  prepared(provider: string, route?: Route): PreparedScheme {
    const prepared = this.#knowledge().prepared(provider, this.#sourceOf(provider, route?.url));
    if (prepared === undefined) {
      throw new HumanError(`No provider has the id "${provider}".`);
    }
    return prepared;
  }

  /** A channel's scheme with its own secret, where it has one. @throws HumanError for an unknown provider. */
  preparedFor({ name, provider }: Channel, route: Route): PreparedScheme {
    const prepared = this.prepared(provider, route);
    const own = this.#saved(channelKey(name));
    return own.length === 0 ? prepared : prepareScheme(prepared.scheme, own);
  }

  /** The secrets that can sign what would be sent somewhere. */
  signers({ provider, target, channel }: SigningPlace): Signers {
    const knowledge = this.#knowledge();
    const url = target === null ? undefined : new URL(target);
    const source = this.#sourceOf(provider, url) ?? (target === null ? knowledge.sources.of('/') : undefined);
    const own = [
      ...(channel === null ? [] : [channelKey(channel)]),
      ...(source ? [keyOfSource(source)] : []),
    ];
    const key = own.find((each) => this.#saved(each).length > 0) ?? provider;
    const scheme = knowledge.prepared(provider, undefined)?.scheme;
    const prepared = scheme && prepareScheme(scheme, this.#saved(key));
    const canSign = prepared !== undefined && signingFault(prepared) === undefined;
    return { key, labels: canSign ? prepared.keys.map(({ label }) => label) : [] };
  }

  #saved(key: string): readonly Secret[] {
    const { secrets } = this.#knowledge();
    return Object.hasOwn(secrets, key) ? (secrets[key] ?? []) : [];
  }

  /** The source whose secrets sign what goes to a URL. */
  #sourceOf(provider: string, url: URL | undefined): Source | undefined {
    const { sources } = this.#knowledge();
    return url !== undefined && this.#targets.isListener(url)
      ? sources.of(url.pathname + url.search)
      : sources.ofProvider(provider);
  }

  /** Whether a URL names this machine. */
  isLocal(url: URL): boolean {
    return this.#targets.isLocal(url);
  }

  /** Sends a draft, signed at this moment where it is to be. @throws HumanError where it cannot be signed. */
  async deliver(draft: Draft, errand: Errand, limits: SendLimits = {}): Promise<Delivered> {
    const outgoing = this.seal(draft, errand);
    const { method, path, headers } = outgoing;
    const sent = await send(outgoing, errand.route, limits);
    const request = { method, path, headers };
    const label = errand.signed ? signerLabel(errand.prepared, errand.secretLabel) : undefined;
    const signer = label === undefined ? {} : { secretLabel: label };
    return { outgoing, request: { ...sent, ...signer, answer: shownAnswer(sent.answer), request } };
  }

  /** Signed at this moment, where it is to be. @throws HumanError where it cannot be signed. */
  seal(draft: Draft, { route, prepared, signed, secretLabel }: Errand): Outgoing {
    const path = pathOf(route);
    const { host, href } = route.url;
    const source = this.#targets.isListener(route.url) ? this.#knowledge().sources.of(path) : undefined;
    const knownUrl = source === undefined ? href : knownUrlOf(href, path, source);
    return sealed(draft, { prepared, signed, secretLabel, host, path, knownUrl, now: Date.now() });
  }
}

/** The request target. */
function pathOf({ url }: Route): string {
  return url.pathname + url.search;
}
