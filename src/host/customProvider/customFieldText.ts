import type { Translate } from '../words/translate.ts';

type Texts = Readonly<Record<string, () => string>>;

/** How a request proves who sent it. */
function ruleLabels(t: Translate): Texts {
  return {
    algorithm: () => t('Algorithm'),
    encoding: () => t('Encoding'),
    signature: () => t('Signature'),
    content: () => t('Signed content'),
    key: () => t('Key'),
    prefix: () => t('Prefix'),
    normalize: () => t('Normalization'),
    parse: () => t('Items of the signature'),
    items: () => t('Between items'),
    pair: () => t('Between key and value'),
    keys: () => t('Keys of signatures'),
    timestamp: () => t('Timestamp'),
    from: () => t('Place'),
    unit: () => t('Unit'),
    tolerance: () => t('Tolerance'),
    future: () => t('Future tolerance'),
    requires: () => t('Required'),
    listed: () => t('Listed headers'),
    names: () => t('Names'),
    split: () => t('Between names'),
    item: () => t('One header'),
    join: () => t('Between headers'),
    bodyHash: () => t('Body digest'),
    url: () => t('URL'),
    each: () => t('Items with a signature each'),
    auth: () => t('Authentication scheme'),
    header: () => t('Header'),
    claims: () => t('Claims'),
    claim: () => t('Claim'),
    maxAge: () => t('Maximum age'),
  };
}

/** All else of a provider. */
function providerLabels(t: Translate): Texts {
  return {
    id: () => t('Id'),
    name: () => t('Name'),
    verify: () => t('Proof'),
    kind: () => t('Proof'),
    detect: () => t('Detection'),
    pass: () => t('Order'),
    headers: () => t('Headers'),
    anyHeader: () => t('Any of the headers'),
    without: () => t('Without the headers'),
    starts: () => t('Header values'),
    userAgent: () => t('User-Agent'),
    query: () => t('Query parameters'),
    json: () => t('Body fields'),
    jsonStarts: () => t('Values of body fields'),
    title: () => t('Event title'),
    secretFormat: () => t('Secret format'),
    idempotency: () => t('Delivery id'),
    attempt: () => t('Attempt number'),
    retries: () => t('Retries'),
    docs: () => t('Documentation'),
  };
}

/** What a field of a custom provider is called where it is edited; one that is not known here by its own name. */
export function customFieldLabel(name: string, t: Translate): string {
  const texts = { ...ruleLabels(t), ...providerLabels(t) };
  return (Object.hasOwn(texts, name) ? texts[name]?.() : undefined) ?? name;
}
