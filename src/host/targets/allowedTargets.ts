import type { AcceptedCertificate, AllowedTargets } from '../../protocol/targets.ts';
import type { Memory } from '../events/unseen.ts';

const originsKey = 'webhookDebugger.allowedTargets';
const certificatesKey = 'webhookDebugger.acceptedCertificates';

function listOf<T>(value: unknown, isOne: (item: unknown) => item is T): readonly T[] {
  return Array.isArray(value) ? value.filter(isOne) : [];
}

const isText = (item: unknown): item is string => typeof item === 'string';

function isCertificate(item: unknown): item is AcceptedCertificate {
  const { origin, fingerprint } = { ...(item as Partial<Record<string, unknown>>) };
  return isText(origin) && isText(fingerprint);
}

/** Where a person allowed requests to be sent beyond this machine, and which certificates were accepted: kept for the user, whatever workspace is open. */
export class AllowedTargetMemory {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** What every window of the user allows now. */
  get allowed(): AllowedTargets {
    return {
      origins: listOf(this.#memory.get(originsKey), isText),
      certificates: listOf(this.#memory.get(certificatesKey), isCertificate),
    };
  }

  async add(origin: string): Promise<void> {
    await this.#memory.update(originsKey, [...new Set([...this.allowed.origins, origin])]);
  }

  /** In place of another that was accepted for the same target. */
  async accept(certificate: AcceptedCertificate): Promise<void> {
    const others = this.allowed.certificates.filter(({ origin }) => origin !== certificate.origin);
    await this.#memory.update(certificatesKey, [...others, certificate]);
  }

  async remove(origins: readonly string[]): Promise<void> {
    const allowed = this.allowed;
    const kept = (origin: string): boolean => !origins.includes(origin);
    await this.#memory.update(originsKey, allowed.origins.filter(kept));
    await this.#memory.update(
      certificatesKey,
      allowed.certificates.filter(({ origin }) => kept(origin)),
    );
  }
}
