import type { CustomProviderProblem } from '../../protocol/engine.ts';
import { readRow, type WrittenRow } from './customProviderForm.ts';
import { algorithms } from './digest.ts';
import type { Report } from './fieldReader.ts';
import { compileRule } from './preparedScheme.ts';
import type { DetectRule, Scheme, SignatureRule, VerifyRule } from './scheme.ts';
import { signsSecret, type Template } from './template.ts';
import type { Place } from '../../protocol/signature.ts';

/** The rows of the setting that can be used, and what is wrong with the others. */
export interface CustomReading {
  readonly schemes: readonly Scheme[];
  readonly problems: readonly CustomProviderProblem[];
}

/** Where a rule looks for its proof; undefined where it looks for none. */
function proofPlace(rule: VerifyRule): Place | undefined {
  switch (rule.kind) {
    case 'signature':
      return rule.signature[0];
    case 'token':
      return rule.from;
    case 'jwt':
      return { header: rule.header };
    default:
      return undefined;
  }
}

/** Fields of a form that are signed: with that of the signature they tell its requests from other forms. */
function formFieldsOf(rule: VerifyRule): string[] {
  const content = rule.kind === 'signature' ? rule.content : '';
  return [...content.matchAll(/\{form:([^{}|]+)/g)].map(([, name = '']) => name);
}

/** Without a rule of its own a provider is recognised by the header or the form field of its signature. */
function detectRules({ detect: written, verify: rule }: WrittenRow): DetectRule[] {
  const proof = proofPlace(rule);
  const byProof: Omit<DetectRule, 'pass'>[] =
    proof !== undefined && 'header' in proof
      ? [{ headers: [proof.header] }]
      : proof !== undefined && 'form' in proof
        ? [{ form: [proof.form, ...formFieldsOf(rule)] }]
        : [];
  return (written ?? byProof).map((own) => ({ pass: 'vendor', ...own }));
}

function compiledContent(rule: SignatureRule, report: Report): Template | undefined {
  try {
    return compileRule(rule).content;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    report('verify.content', { code: 'badTemplate', detail });
    return undefined;
  }
}

/** What fields need of one another: without it nothing that is sent could ever match, or everything would. */
function checkSignature(rule: SignatureRule, report: Report): void {
  const { algorithm, parse, timestamp, listed } = rule;
  const content = compiledContent(rule, report);
  if (content === undefined) {
    return;
  }
  const parts = content.runs.flatMap((run) => run.parts);
  const names = (kind: (typeof parts)[number]['kind']): boolean => parts.some((part) => part.kind === kind);
  const places = parts.flatMap((part) => (part.kind === 'place' ? [part.place] : []));
  const ofSignature = [timestamp?.from, listed?.names, ...places].filter((place) => place !== undefined);
  const needs = [
    ['timestamp', timestamp === undefined && names('timestamp')],
    ['listed', listed === undefined && names('listed')],
    ['parse', parse === undefined && ofSignature.some((place) => 'field' in place)],
  ] as const;
  for (const [field] of needs.filter(([, isMissing]) => isMissing)) {
    report(`verify.${field}`, { code: 'missing' });
  }
  if (algorithms[algorithm].proof === 'hash' && !signsSecret(content)) {
    const detail = `{secret} has to be in what a plain ${algorithm} is made of`;
    report('verify.content', { code: 'badTemplate', detail });
  }
}

/** One row of the setting, or what is wrong with it. `taken` are ids that other rows have. */
export function readCustomProvider(
  value: unknown,
  index: number,
  taken: ReadonlySet<string>,
): Scheme | readonly CustomProviderProblem[] {
  const problems: CustomProviderProblem[] = [];
  const report: Report = (field, problem) => problems.push({ index, field, problem });
  const written = readRow(value, '', report);
  if (written !== undefined && problems.length === 0) {
    if (written.verify.kind === 'signature') {
      checkSignature(written.verify, report);
    }
    if (taken.has(written.id)) {
      report('id', { code: 'duplicateId', id: written.id });
    }
  }
  if (written === undefined || problems.length > 0) {
    return problems;
  }
  return { docs: '', secretFormat: '', title: [], ...written, detect: detectRules(written) };
}

/** The rows of the setting; one that has something wrong with it is left out. */
export function readCustomProviders(values: readonly unknown[], schemes: readonly Scheme[]): CustomReading {
  const taken = new Set(schemes.map(({ id }) => id));
  const usable: Scheme[] = [];
  const problems: CustomProviderProblem[] = [];
  values.forEach((value, index) => {
    const result = readCustomProvider(value, index, taken);
    if ('id' in result) {
      taken.add(result.id);
      usable.push(result);
    } else {
      problems.push(...result);
    }
  });
  return { schemes: usable, problems };
}
