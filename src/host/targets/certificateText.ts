import type { Certificate, DeliveryFailure } from '../../protocol/delivery.ts';
import { displayText } from '../words/displayText.ts';
import type { Translate } from '../words/translate.ts';

/** Of an authority that is unknown here, at one place or another of the chain. */
const unknownIssuer = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Such as `2027-03-31`: it is compared with other dates, and the hour is of no use. */
function dateText(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? '?' : date.toISOString().slice(0, 10);
}

/** Which problem a certificate has. */
export function certificateProblem(host: string, failure: DeliveryFailure, t: Translate): string {
  const { code, certificate } = failure;
  if (certificate === undefined) {
    return t('The certificate of {0} is not trusted.', host);
  }
  if (code === 'DEPTH_ZERO_SELF_SIGNED_CERT') {
    return t('The certificate of {0} is not trusted: it is self-signed.', host);
  }
  if (unknownIssuer.has(code)) {
    const issuer = displayText(certificate.issuer, 120);
    return t('The certificate of {0} is not trusted: nobody here knows its issuer “{1}”.', host, issuer);
  }
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return t('The certificate of {0} expired on {1}.', host, dateText(certificate.validTo));
    case 'CERT_NOT_YET_VALID':
      return t('The certificate of {0} is not valid before {1}.', host, dateText(certificate.validFrom));
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return t('The certificate of {0} is for other names: {1}.', host, namesOf(certificate));
    default:
      return t('The certificate of {0} is not trusted: {1}.', host, displayText(code));
  }
}

function namesOf({ names, subject }: Certificate): string {
  return displayText(names === '' ? subject : names, 200);
}

/** What a certificate says of itself, a line for each. */
export function certificateFacts(certificate: Certificate, t: Translate): string {
  const { issuer, validFrom, validTo, fingerprint } = certificate;
  return [
    t('For: {0}', namesOf(certificate)),
    t('Issued by: {0}', displayText(issuer, 200)),
    t('Valid: {0} to {1}', dateText(validFrom), dateText(validTo)),
    t('SHA-256: {0}', displayText(fingerprint)),
  ].join('\n');
}
