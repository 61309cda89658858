import type { Scheme } from '../scheme.ts';
import { commaItems, fact, hmacOfBody, timeFact } from './rules.ts';
import { calendlySamples, typeformSamples } from './samples/forms.ts';

/** Forms, calendars, documents to sign. */
export const formSchemes: readonly Scheme[] = [
  {
    id: 'typeform',
    name: 'Typeform',
    docs: 'https://www.typeform.com/developers/webhooks/secure-your-webhooks/',
    secretFormat: 'The secret in the settings of the webhook.',
    verify: {
      ...hmacOfBody,
      encoding: 'base64',
      signature: [{ header: 'Typeform-Signature' }],
      parse: { pair: '=', keys: ['sha256'] },
    },
    isSigningOptional: true,
    detect: [
      { pass: 'signature', headers: ['Typeform-Signature'] },
      { pass: 'shape', starts: { 'User-Agent': 'Typeform Webhooks' } },
      { pass: 'shape', json: ['event_id', 'form_response.form_id', 'form_response.token'] },
    ],
    title: ['{event_type}: {form_response.definition.title}', '{event_type}[: {form_response.form_id}]'],
    idempotency: { json: 'event_id' },
    facts: [
      fact('Event', 'event_type'),
      fact('Form', 'form_response.definition.title'),
      timeFact('Submitted', 'form_response.submitted_at'),
    ],
    samples: typeformSamples,
  },
  {
    id: 'calendly',
    name: 'Calendly',
    docs: 'https://developer.calendly.com/api-docs/4c305798a61d3-webhook-signatures',
    secretFormat: 'The signing key that was given, or came back, when the webhook subscription was made.',
    verify: {
      ...hmacOfBody,
      signature: [{ header: 'Calendly-Webhook-Signature' }],
      content: '{timestamp}.{body}',
      parse: commaItems('v1'),
      timestamp: { from: { field: 't' }, unit: 's', tolerance: 180 },
    },
    isSigningOptional: true,
    detect: [
      { pass: 'signature', headers: ['Calendly-Webhook-Signature'] },
      {
        pass: 'shape',
        json: ['event', 'payload.uri'],
        jsonStarts: { created_by: ['https://api.calendly.com/'] },
      },
    ],
    title: ['{event}: {payload.name}', '{event}[: {payload.uri}]'],
    facts: [
      fact('Event', 'event'),
      fact('User', 'payload.name', 'payload.email'),
      fact('Item', 'payload.scheduled_event.name'),
      timeFact('Started', 'payload.scheduled_event.start_time'),
    ],
    samples: calendlySamples,
  },
  {
    id: 'cal-com',
    name: 'Cal.com',
    docs: 'https://cal.com/docs/developing/guides/automation/webhooks',
    secretFormat: 'The secret in the settings of the webhook.',
    verify: { ...hmacOfBody, signature: [{ header: 'X-Cal-Signature-256' }] },
    detect: [
      { pass: 'signature', headers: ['X-Cal-Signature-256'] },
      { pass: 'shape', json: ['triggerEvent', 'createdAt', 'payload.title'] },
    ],
    title: ['{triggerEvent}[: {payload.title}]'],
    facts: [
      fact('Event', 'triggerEvent'),
      fact('Item', 'payload.title'),
      fact('User', 'payload.organizer.name'),
      timeFact('Started', 'payload.startTime'),
    ],
  },
  {
    id: 'docusign',
    name: 'DocuSign Connect',
    docs: 'https://developers.docusign.com/platform/webhooks/connect/hmac/',
    secretFormat: 'A Connect HMAC key, as it is shown; it looks like base64 but is used as text.',
    verify: {
      ...hmacOfBody,
      encoding: 'base64',
      signature: [
        { header: 'X-DocuSign-Signature-1' },
        { header: 'X-DocuSign-Signature-2' },
        { header: 'X-DocuSign-Signature-3' },
        { header: 'X-DocuSign-Signature-4' },
        { header: 'X-DocuSign-Signature-5' },
      ],
    },
    isSigningOptional: true,
    detect: [
      {
        pass: 'signature',
        anyHeader: [1, 2, 3, 4, 5].map((key) => `X-DocuSign-Signature-${key}`),
      },
      { pass: 'shape', json: ['event', 'apiVersion', 'data.accountId', 'data.envelopeId'] },
    ],
    title: ['{event}: {data.envelopeSummary.emailSubject}', '{event}[: {data.envelopeId}]'],
    attempt: { json: 'retryCount' },
  },
];
