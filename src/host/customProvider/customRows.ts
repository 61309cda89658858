import type { CustomProviderProblem } from '../../protocol/engine.ts';
import { settingNames } from '../shared/contributions.ts';
import { isRow, type Row } from '../settings/settingRow.ts';
import { mergeList, type RowPlace } from '../settings/settingScopes.ts';
import { fieldAt, withField } from '../settings/rowFields.ts';
import type { ScopedValue } from '../settings/settingScope.ts';

/** A row of `customProviders` as it is written, and where. Its name is its id where it has none. */
export interface CustomRow {
  readonly id: string;
  readonly name: string;
  readonly place: RowPlace;
  readonly row: Row;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** All rows in effect, also those with faults; what is no object is left out. */
export function customRows(value: ScopedValue): readonly CustomRow[] {
  const { value: rows, places } = mergeList(settingNames.customProviders, value);
  const list: readonly unknown[] = Array.isArray(rows) ? rows : [];
  return list.flatMap((row, index) => {
    const place = places[index];
    if (!isRow(row) || place === undefined) {
      return [];
    }
    const id = textOf(row['id']);
    return [{ id, name: textOf(row['name']) || id, place, row }];
  });
}

/** A list of rows whose `provider` is another one now. */
export function withProviderId(value: unknown, from: string, to: string): unknown[] {
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  return rows.map((row) => (isRow(row) && row['provider'] === from ? { ...row, provider: to } : row));
}

/** A row that is mended after its algorithm changed, where there is one way to: its key, and the secret in its content. */
export function fittedRow(row: Row, problems: readonly CustomProviderProblem[]): Row {
  return problems.reduce((fitted, { field, problem }) => {
    if (field === 'verify.key' && problem.code === 'missing') {
      return withField(fitted, ['verify', 'key', 'encoding'], 'pem');
    }
    if (field === 'verify.key.encoding' && problem.code === 'notOneOf') {
      const isPublic = problem.allowed.includes('pem');
      return withField(fitted, ['verify', 'key'], isPublic ? { encoding: 'pem' } : undefined);
    }
    const content = fieldAt(fitted, ['verify', 'content']) ?? '{body}';
    const isPlainHash = ['sha1', 'sha256'].includes(String(fieldAt(fitted, ['verify', 'algorithm'])));
    const lacksSecret = typeof content === 'string' && !content.includes('{secret}');
    return field === 'verify.content' && isPlainHash && lacksSecret
      ? withField(fitted, ['verify', 'content'], `${content}{secret}`)
      : fitted;
  }, row);
}

/** A row whose requests are proven in another way, at the same place. */
export function withKind(row: Row, kind: string): Row {
  const { signature, from, header } = isRow(row['verify']) ? row['verify'] : {};
  const [first]: readonly unknown[] = Array.isArray(signature) ? signature : [signature];
  const place = first ?? from ?? { header: textOf(header) || 'Authorization' };
  const inHeader = isRow(place) ? textOf(place['header']) : '';
  const rules: Readonly<Record<string, Row>> = {
    signature: { algorithm: 'hmac-sha256', encoding: 'hex', signature: [place] },
    token: { from: place },
    jwt: { header: inHeader || 'Authorization', algorithm: 'HS256' },
  };
  return { ...row, verify: { kind, ...rules[kind] } };
}
