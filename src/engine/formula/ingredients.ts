import type { HeaderPair } from '../../protocol/event.ts';
import { idHeaders, timePlaces, timeUnit } from '../../protocol/signatureGuess.ts';
import { pairsOf } from '../signature/headers.ts';
import type { RequestParts } from '../signature/requestParts.ts';
import type { Ingredients } from './contents.ts';
import type { Reading } from './reading.ts';

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

/** What a request has that may be signed, when its signature in the header `place` is read that way. */
export function ingredientsOf(parts: RequestParts, place: string, reading: Reading): Ingredients {
  const own = place.toLowerCase();
  const headers = soleHeaders(parts).filter(([name]) => name.toLowerCase() !== own);
  const [value = ''] = parts.valuesAt({ header: place });
  const { form, fields } = reading;
  const times = timePlaces(headers, value, form);
  const isTime = (text: string): boolean => timeUnit(text) !== null;
  const ids = idHeaders(headers.filter(([, text]) => !isTime(text)));
  const items = [...fields].filter(([key, text]) => key !== form.key && isPlain(key) && !isTime(text));
  const others = headers.filter(
    ([name, text]) => !ids.includes(name) && !isTime(text) && !ofTransport.test(name),
  );
  return {
    times: times.slice(0, most.times),
    ids: [...items.map(([key]) => `{field:${key}}`), ...ids.map((name) => `{header:${name}}`)].slice(
      0,
      most.ids,
    ),
    others: others.map(([name]) => `{header:${name}}`).slice(0, most.others),
    version: form.pair === '=' && /^v\d{1,2}$/i.test(form.key) ? form.key : null,
    hasForm: parts.hasForm,
  };
}
