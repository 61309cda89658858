import type { Scheme } from '../scheme.ts';
import { commaItems, hmacOfBody } from './rules.ts';

/** What stands between a sender and us. */
export const relaySchemes: readonly Scheme[] = [
  {
    id: 'hookdeck',
    name: 'Hookdeck',
    docs: 'https://hookdeck.com/docs/authentication',
    secretFormat: "The project's signing secret.",
    verify: {
      ...hmacOfBody,
      encoding: 'base64',
      signature: [{ header: 'x-hookdeck-signature' }, { header: 'x-hookdeck-signature-2' }],
    },
    detect: [
      { pass: 'relay', anyHeader: ['x-hookdeck-signature', 'x-hookdeck-signature-2', 'x-hookdeck-eventid'] },
    ],
    title: [],
    idempotency: { header: 'x-hookdeck-eventid' },
    attempt: { header: 'x-hookdeck-attempt-count' },
  },
  {
    id: 'convoy',
    name: 'Convoy (simple)',
    family: 'convoy',
    docs: 'https://docs.getconvoy.io/product-manual/signatures',
    secretFormat: 'The secret of the endpoint.',
    verify: { ...hmacOfBody, signature: [{ header: 'X-Convoy-Signature' }] },
    detect: [{ pass: 'signature', headers: ['X-Convoy-Signature'] }],
    title: [],
  },
  {
    id: 'convoy-advanced',
    name: 'Convoy (advanced)',
    family: 'convoy',
    docs: 'https://docs.getconvoy.io/product-manual/signatures',
    secretFormat: 'The secret of the endpoint.',
    verify: {
      ...hmacOfBody,
      signature: [{ header: 'X-Convoy-Signature' }],
      content: '{timestamp},{body}',
      parse: commaItems('v1'),
      timestamp: { from: { field: 't' }, unit: 's' },
    },
    detect: [{ pass: 'signature', headers: ['X-Convoy-Signature'], starts: { 'X-Convoy-Signature': 't=' } }],
    title: [],
  },
  {
    id: 'aws-sns',
    name: 'AWS SNS',
    docs: 'https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html',
    secretFormat: 'The certificate that SigningCertURL names, in PEM form.',
    verify: { kind: 'builtin', builtin: 'aws-sns' },
    detect: [
      { pass: 'vendor', headers: ['x-amz-sns-message-type'] },
      { pass: 'shape', starts: { 'User-Agent': 'Amazon Simple Notification Service Agent' } },
      { pass: 'shape', json: ['Type', 'TopicArn', 'MessageId'] },
    ],
    title: ['{Type}: {Subject}', '{Type}[: {TopicArn}]'],
    idempotency: { json: 'MessageId' },
    handshake: [
      {
        method: 'POST',
        when: [{ at: { json: 'Type' }, is: 'SubscriptionConfirmation' }],
        answer: { body: '' },
        byHand: { json: 'SubscribeURL' },
        signed: true,
      },
    ],
  },
];
