import type { Scheme } from '../scheme.ts';
import { hmacOfBody, hubSignatureSha1 } from './rules.ts';
import { bearerSamples } from './samples/generic.ts';

const hubSignature = 'https://www.w3.org/TR/websub/#signature-validation';

/** HTTP authentication that is made anew for each request or connection: its value is no token that could be saved. */
const exchanges =
  /^(?:(?:negotiate|ntlm|aws|oauth|dpop|hoba|mutual|sharedkey\w*|sharedaccesssignature|vapid|gnap) |aws4-|scram-|eg1-|\S+ [\w-]+="?[^",]*"?, ?[\w-]+=)/i;

/** What no single vendor owns, and families of senders whose requests do not say who they are from. */
export const genericSchemes: readonly Scheme[] = [
  {
    id: 'hub-signature-256',
    name: 'X-Hub-Signature-256',
    family: 'hub-signature-256',
    docs: hubSignature,
    secretFormat: 'The secret that was given to the sender.',
    verify: {
      ...hmacOfBody,
      signature: [{ header: 'X-Hub-Signature-256' }],
      parse: { pair: '=', keys: ['sha256'] },
    },
    detect: [{ pass: 'signature', headers: ['X-Hub-Signature-256'] }],
    title: [],
  },
  {
    id: 'hub-signature',
    name: 'X-Hub-Signature (SHA-256)',
    family: 'hub-signature',
    docs: hubSignature,
    secretFormat: 'The secret that was given to the sender.',
    verify: {
      ...hmacOfBody,
      signature: [{ header: 'X-Hub-Signature' }],
      parse: { pair: '=', keys: ['sha256'] },
    },
    detect: [
      {
        pass: 'signature',
        headers: ['X-Hub-Signature'],
        starts: { 'X-Hub-Signature': 'sha256=' },
        without: ['X-Hub-Signature-256'],
      },
    ],
    title: [],
  },
  {
    id: 'hub-signature-sha1',
    name: 'X-Hub-Signature (SHA-1)',
    family: 'hub-signature-sha1',
    docs: hubSignature,
    secretFormat: 'The secret that was given to the sender.',
    verify: hubSignatureSha1,
    detect: [
      {
        pass: 'signature',
        headers: ['X-Hub-Signature'],
        starts: { 'X-Hub-Signature': 'sha1=' },
        without: ['X-Hub-Signature-256'],
      },
    ],
    title: [],
  },
  {
    id: 'authorization-token',
    name: 'Token in Authorization',
    family: 'authorization-token',
    docs: 'https://www.rfc-editor.org/rfc/rfc9110#field.authorization',
    secretFormat: 'The whole value of the Authorization header.',
    verify: { kind: 'token', from: { header: 'Authorization' } },
    detect: [{ pass: 'fallback', headers: ['Authorization'], unlike: { Authorization: exchanges } }],
    title: [],
  },
  {
    id: 'bearer',
    name: 'Bearer token',
    family: 'authorization-token',
    docs: 'https://www.rfc-editor.org/rfc/rfc6750',
    secretFormat: 'The token that follows "Bearer " in the Authorization header.',
    verify: { kind: 'token', from: { header: 'Authorization' }, auth: 'Bearer' },
    detect: [{ pass: 'fallback', headers: ['Authorization'], starts: { Authorization: 'Bearer ' } }],
    title: [],
    samples: bearerSamples,
  },
  {
    id: 'basic-auth',
    name: 'HTTP Basic',
    family: 'authorization-token',
    docs: 'https://www.rfc-editor.org/rfc/rfc7617',
    secretFormat: 'User and password with a colon between them, as in user:password.',
    verify: { kind: 'token', from: { header: 'Authorization' }, auth: 'Basic' },
    detect: [{ pass: 'fallback', headers: ['Authorization'], starts: { Authorization: 'Basic ' } }],
    title: [],
  },
  {
    id: 'custom-header-token',
    name: 'Token in X-Webhook-Secret',
    docs: '',
    secretFormat: 'The whole value of the X-Webhook-Secret header.',
    verify: { kind: 'token', from: { header: 'X-Webhook-Secret' } },
    detect: [{ pass: 'fallback', headers: ['X-Webhook-Secret'] }],
    title: [],
  },
  {
    id: 'none',
    name: 'No verification',
    docs: '',
    secretFormat: 'None is needed.',
    verify: { kind: 'none' },
    detect: [],
    title: [],
  },
];
