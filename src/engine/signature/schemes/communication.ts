import type { Scheme } from '../scheme.ts';
import { fact, hmacOfBody, timeFact } from './rules.ts';
import { twilioSamples, twitchSamples, zoomSamples } from './samples/communication.ts';

export const communicationSchemes: readonly Scheme[] = [
  {
    id: 'twilio',
    name: 'Twilio',
    docs: 'https://www.twilio.com/docs/usage/security',
    secretFormat: "The account's auth token.",
    verify: {
      kind: 'signature',
      algorithm: 'hmac-sha1',
      encoding: 'base64',
      signature: [{ header: 'X-Twilio-Signature' }],
      content: '{url}{form}',
      key: { encoding: 'utf8' },
      url: 'port-insensitive',
      bodyHash: { from: { query: 'bodySHA256' }, algorithm: 'sha256' },
    },
    detect: [
      { pass: 'vendor', headers: ['I-Twilio-Idempotency-Token'] },
      { pass: 'signature', headers: ['X-Twilio-Signature'] },
      { pass: 'shape', userAgent: 'TwilioProxy/' },
    ],
    title: [
      'message {form:MessageStatus} to {form:To}',
      'message {form:SmsStatus} from {form:From}',
      'call {form:CallStatus}[ from {form:From}]',
      'call from {form:Caller}',
      '{form:EventType}',
      '{0.type}',
    ],
    outcome: {
      of: ['{form:MessageStatus}', '{form:CallStatus}'],
      success: ['delivered', 'read', 'completed'],
      failure: ['failed', 'undelivered'],
    },
    idempotency: { header: 'I-Twilio-Idempotency-Token' },
    samples: twilioSamples,
  },
  {
    id: 'telnyx',
    name: 'Telnyx',
    docs: 'https://developers.telnyx.com/docs/messaging/messages/receiving-webhooks',
    secretFormat: 'The public key of the account, in base64.',
    verify: {
      kind: 'signature',
      algorithm: 'ed25519',
      encoding: 'base64',
      signature: [{ header: 'telnyx-signature-ed25519' }],
      content: '{timestamp}|{body}',
      key: { encoding: 'ed25519-base64' },
      timestamp: { from: { header: 'telnyx-timestamp' }, unit: 's', tolerance: 300, future: true },
    },
    detect: [
      { pass: 'vendor', headers: ['telnyx-timestamp'] },
      { pass: 'signature', headers: ['telnyx-signature-ed25519'] },
      {
        pass: 'shape',
        json: ['data.event_type', 'data.payload', 'meta.delivered_to'],
        jsonStarts: { 'data.record_type': ['event'] },
      },
    ],
    title: [
      '{data.event_type}: {data.payload.to.0.phone_number}',
      '{data.event_type}: {data.payload.to}',
      '{data.event_type}[: {data.id}]',
    ],
    // That it reached the first of several recipients does not say it of the others.
    outcome: { of: ['{data.payload.to.0.status|last}'], failure: ['failed'] },
    idempotency: { json: 'data.id' },
    attempt: { json: 'meta.attempt' },
    facts: [
      fact('Event', 'data.event_type'),
      fact('Sender', 'data.payload.from.phone_number'),
      fact('Recipient', 'data.payload.to.0.phone_number'),
      fact('Text', 'data.payload.text'),
    ],
  },
  {
    id: 'zoom',
    name: 'Zoom',
    docs: 'https://developers.zoom.us/docs/api/webhooks/',
    secretFormat: 'The secret token on the "Feature" page of the app.',
    verify: {
      ...hmacOfBody,
      signature: [{ header: 'x-zm-signature' }],
      content: 'v0:{timestamp}:{body}',
      parse: { pair: '=', keys: ['v0'] },
      timestamp: { from: { header: 'x-zm-request-timestamp' }, unit: 's' },
    },
    detect: [
      { pass: 'vendor', anyHeader: ['x-zm-request-timestamp', 'x-zm-trackingid'] },
      { pass: 'signature', headers: ['x-zm-signature'] },
      { pass: 'shape', userAgent: 'Zoom Marketplace/', json: ['event', 'payload'] },
      { pass: 'shape', json: ['payload.plainToken'], jsonStarts: { event: ['endpoint.url_validation'] } },
      { pass: 'shape', json: ['event', 'event_ts', 'payload.account_id'] },
    ],
    title: ['{event}: {payload.object.topic}', '{event}[: {payload.object.id}]'],
    idempotency: { header: 'x-zm-trackingid' },
    facts: [
      fact('Event', 'event'),
      fact('Item', 'payload.object.topic'),
      fact('Id', 'payload.object.id'),
      timeFact('Started', 'payload.object.start_time'),
    ],
    handshake: [
      {
        method: 'POST',
        when: [
          { at: { json: 'event' }, is: 'endpoint.url_validation' },
          { at: { json: 'payload.plainToken' } },
        ],
        answer: {
          contentType: 'application/json',
          body: '{"plainToken":{json:payload.plainToken},"encryptedToken":{hmac-sha256:json:payload.plainToken}}',
        },
      },
    ],
    samples: zoomSamples,
  },
  {
    id: 'twitch',
    name: 'Twitch EventSub',
    docs: 'https://dev.twitch.tv/docs/eventsub/handling-webhook-events/',
    secretFormat: 'The secret that was given when subscribing: 10 to 100 ASCII characters.',
    verify: {
      ...hmacOfBody,
      signature: [{ header: 'Twitch-Eventsub-Message-Signature' }],
      content: '{header:Twitch-Eventsub-Message-Id}{timestamp}{body}',
      parse: { pair: '=', keys: ['sha256'] },
      requires: [{ header: 'Twitch-Eventsub-Message-Id' }],
      timestamp: { from: { header: 'Twitch-Eventsub-Message-Timestamp' }, unit: 'iso' },
    },
    detect: [
      {
        pass: 'vendor',
        anyHeader: [
          'Twitch-Eventsub-Message-Type',
          'Twitch-Eventsub-Message-Id',
          'Twitch-Eventsub-Subscription-Type',
        ],
      },
      { pass: 'signature', headers: ['Twitch-Eventsub-Message-Signature'] },
      {
        pass: 'shape',
        json: ['subscription.id', 'subscription.type'],
        jsonStarts: { 'subscription.transport.method': ['webhook'] },
      },
    ],
    title: [
      '{header:Twitch-Eventsub-Subscription-Type}: {event.broadcaster_user_name}',
      '{header:Twitch-Eventsub-Subscription-Type}: {event.user_name}',
      '{header:Twitch-Eventsub-Message-Type}[: {header:Twitch-Eventsub-Subscription-Type}]',
    ],
    idempotency: { header: 'Twitch-Eventsub-Message-Id' },
    attempt: { header: 'Twitch-Eventsub-Message-Retry' },
    facts: [
      fact('Event', 'subscription.type'),
      fact('Channel', 'event.broadcaster_user_name'),
      fact('User', 'event.user_name'),
    ],
    handshake: [
      {
        method: 'POST',
        when: [
          { at: { header: 'Twitch-Eventsub-Message-Type' }, is: 'webhook_callback_verification' },
          { at: { json: 'challenge' } },
        ],
        answer: { contentType: 'text/plain', body: '{json:challenge}' },
        signed: true,
      },
    ],
    samples: twitchSamples,
  },
  {
    id: 'pusher',
    name: 'Pusher Channels',
    docs: 'https://pusher.com/docs/channels/server_api/webhooks/',
    secretFormat: 'The secret of the app whose key is in X-Pusher-Key.',
    verify: { ...hmacOfBody, signature: [{ header: 'X-Pusher-Signature' }] },
    detect: [
      { pass: 'vendor', headers: ['X-Pusher-Key'] },
      { pass: 'signature', headers: ['X-Pusher-Signature'] },
      { pass: 'shape', json: ['time_ms', 'events.0.name', 'events.0.channel'] },
    ],
    title: ['{events.0.name}[: {events.0.channel}]'],
  },
];
