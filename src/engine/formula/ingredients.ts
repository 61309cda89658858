import {
  idHeaders,
  proofPlace,
  timePlaces,
  timeUnit,
  type TimePlace,
} from '../../protocol/signatureGuess.ts';
import { pairsOf } from '../signature/headers.ts';
import type { RequestParts } from '../signature/requestParts.ts';
import type { Ingredients } from './contents.ts';
import type { Reading } from './reading.ts';
import type { HeaderPair } from '../../protocol/http.ts';

/** Of each kind; the likeliest, so that the search ends. */
const most = { times: 3, ids: 4, others: 6 };

/** What connections, proxies and clients put into requests; senders sign none of it. */
const ofTransport =
  /^(accept.*|authorization|cache-control|connection|content-(encoding|length)|cookie|expect|forwarded|keep-alive|sec-.*|te|trace.*|transfer-encoding|upgrade.*|user-agent|via|x-(forwarded|real|envoy|amzn|b3)-.*|cf-.*)$/i;

/** Whether a name can stand in a template. */
const isPlain = (name: string): boolean => /^[\w.-]+$/.test(name);

/** Headers that are there once: of several values nobody knows which one is signed. */
function soleHeaders({ request }: RequestParts): readonly HeaderPair[] {
  const pairs = pairsOf(request.rawHeaders);
  const names = pairs.map(([name]) => name.toLowerCase());
  const isSole = (name: string): boolean => names.filter((own) => own === name).length === 1;
  return pairs.filter(([name]) => isPlain(name) && isSole(name.toLowerCase()));
}

/** Fields of a form that are there once and may be signed with one that holds the signature, by their places. */
function fieldsBeside(parts: RequestParts, own: string): readonly (readonly [name: string, value: string])[] {
  return [...new Set(parts.fieldNames)].flatMap((name) => {
    const [value = '', ...others] = parts.fieldValues(name);
    return name === own || others.length > 0 || !isPlain(name) ? [] : [[name, value] as const];
  });
}

/** What a request has that may be signed, when its signature at `place` is read that way. */
export function ingredientsOf(parts: RequestParts, place: string, reading: Reading): Ingredients {
  const own = place.toLowerCase();
  const headers = soleHeaders(parts).filter(([name]) => name.toLowerCase() !== own);
  const at = proofPlace(place);
  const [value = ''] = parts.valuesAt(at);
  const { form, fields } = reading;
  const isTime = (text: string): boolean => timeUnit(text) !== null;
  const beside = 'form' in at ? fieldsBeside(parts, at.form) : [];
  const ofForm = beside.flatMap(([name, text]): TimePlace[] => {
    const unit = timeUnit(text);
    return unit === null ? [] : [{ from: { form: name }, unit }];
  });
  const times = [...ofForm, ...timePlaces(headers, value, form)];
  const named = idHeaders(beside.map(([name, text]) => [name, text]));
  const ofFields = beside.filter(([, text]) => !isTime(text)).map(([name]) => name);
  const likely = ofFields.filter((name) => named.includes(name) || /token|payload|data/i.test(name));
  const ids = idHeaders(headers.filter(([, text]) => !isTime(text)));
  const items = [...fields].filter(([key, text]) => key !== form.key && isPlain(key) && !isTime(text));
  const others = headers.filter(
    ([name, text]) => !ids.includes(name) && !isTime(text) && !ofTransport.test(name),
  );
  return {
    times: times.slice(0, most.times),
    ids: [
      ...new Set([...likely, ...ofFields].map((name) => `{form:${name}}`)),
      ...items.map(([key]) => `{field:${key}}`),
      ...ids.map((name) => `{header:${name}}`),
    ].slice(0, most.ids),
    others: others.map(([name]) => `{header:${name}}`).slice(0, most.others),
    version: form.pair === '=' && /^v\d{1,2}$/i.test(form.key) ? form.key : null,
    hasForm: parts.hasForm,
  };
}
