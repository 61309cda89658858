import type { EngineSettings, Secrets, Source } from '../../protocol/engine.ts';
import type { Signer } from '../../protocol/signer.ts';
import { keyOfSource } from '../../protocol/secretKeys.ts';
import { readCustomProviders, type CustomReading } from '../signature/customProvider.ts';
import { Detector } from '../signature/detect.ts';
import { prepareSchemes, type PreparedScheme } from '../signature/preparedScheme.ts';
import type { Scheme } from '../signature/scheme.ts';
import { signerLabel } from '../signature/sign.ts';
import { schemes } from '../signature/schemes/table.ts';
import { Sources } from './sources.ts';
import type { StoredEvent } from '../store/storedEvent.ts';
import { Case } from './verifyRequest.ts';

type RelevantSettings = Pick<
  EngineSettings,
  'sources' | 'customProviders' | 'ignoreTimestamps' | 'answerHandshakes'
>;

/** Everything that a request is looked at with: made anew when settings or secrets change. */
export class Knowledge {
  readonly settings: RelevantSettings;
  readonly secrets: Secrets;
  readonly custom: CustomReading;
  readonly sources: Sources;
  readonly detector: Detector;
  /** Of the table and of `customProviders`, in the order in which a person is offered them. */
  readonly schemes: readonly Scheme[];
  /** The only provider that has a saved secret; undefined where none has, or several. */
  readonly onlyProvider: Scheme | undefined;
  readonly #prepared: ReadonlyMap<string, PreparedScheme>;

  constructor(settings: RelevantSettings, secrets: Secrets) {
    this.settings = settings;
    this.secrets = secrets;
    this.custom = readCustomProviders(settings.customProviders, schemes);
    this.schemes = [...schemes, ...this.custom.schemes];
    this.sources = new Sources(settings.sources, secrets);
    this.detector = new Detector(schemes, this.custom.schemes);
    this.#prepared = prepareSchemes(this.schemes, secrets);
    const withSecret = [...this.#prepared.values()].filter(({ secretLabels }) => secretLabels.length > 0);
    this.onlyProvider = withSecret.length === 1 ? withSecret[0]?.scheme : undefined;
  }

  /** Whether events may look otherwise under other settings. */
  static differs(a: RelevantSettings, b: RelevantSettings): boolean {
    const relevant = ({
      sources,
      customProviders,
      ignoreTimestamps,
      answerHandshakes,
    }: RelevantSettings): string => {
      const whose = sources.map(({ id, name, path, provider, publicUrl }) => [
        id,
        name,
        path,
        provider,
        publicUrl,
      ]);
      return JSON.stringify([whose, customProviders, ignoreTimestamps, answerHandshakes]);
    };
    return relevant(a) !== relevant(b);
  }

  with(change: { readonly settings?: RelevantSettings; readonly secrets?: Secrets }): Knowledge {
    return new Knowledge(change.settings ?? this.settings, change.secrets ?? this.secrets);
  }

  /** A stored event's request with the source that it belongs to. */
  caseOf(event: StoredEvent): Case {
    return new Case(event.request, this.sources.ofStored(event));
  }

  /** A scheme with the secrets that count for a source; undefined for an id that no scheme has. */
  prepared(id: string, source: Source | undefined): PreparedScheme | undefined {
    const own = this.#prepared.get(id);
    return own !== undefined && source !== undefined
      ? (this.sources.preparedFor(source, own.scheme) ?? own)
      : own;
  }

  /** The secret that signs for a provider's source: the one of label `verifiedBy`, else the newest; null where none does. */
  signer(id: string, source: Source | undefined, verifiedBy: string | undefined): Signer | null {
    const prepared = this.prepared(id, source);
    const label = prepared && signerLabel(prepared, verifiedBy);
    if (prepared === undefined || label === undefined) {
      return null;
    }
    const isOwn = source !== undefined && this.sources.preparedFor(source, prepared.scheme) !== undefined;
    return { key: isOwn ? keyOfSource(source) : id, label };
  }

  /**
   * The schemes of a family with the secrets that count for a source, the one that it is named after first; those that
   * sign so in another of their forms are last.
   */
  family(id: string, source: Source | undefined): PreparedScheme[] {
    const own = this.schemes.filter(({ family }) => family === id);
    const others = this.schemes.filter(({ otherForms = [] }) =>
      otherForms.some(({ family }) => family === id),
    );
    const members = [...own, ...others].map((scheme) => scheme.id);
    const ids = [id, ...members.filter((member) => member !== id)];
    return ids.flatMap((member) => this.prepared(member, source) ?? []);
  }
}
