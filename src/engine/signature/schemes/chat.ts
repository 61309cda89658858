import type { Scheme } from '../scheme.ts';
import { fact, hmacOfBody } from './rules.ts';
import { metaSamples, slackSamples, telegramSamples } from './samples/chat.ts';

/** What each kind of Telegram's updates always has (core.telegram.org/bots/api#update). */
const updateFields = [
  'message.message_id',
  'edited_message.message_id',
  'channel_post.message_id',
  'edited_channel_post.message_id',
  'business_connection.user_chat_id',
  'business_message.message_id',
  'edited_business_message.message_id',
  'deleted_business_messages.message_ids',
  'message_reaction.message_id',
  'message_reaction_count.message_id',
  'inline_query.from.id',
  'chosen_inline_result.result_id',
  'callback_query.from.id',
  'shipping_query.from.id',
  'pre_checkout_query.from.id',
  'purchased_paid_media.from.id',
  'poll.options',
  'poll_answer.poll_id',
  'my_chat_member.chat.id',
  'chat_member.chat.id',
  'chat_join_request.chat.id',
  'chat_boost.chat.id',
  'removed_chat_boost.chat.id',
];

/** What WebSub and others ask as Meta does: only its User-Agent, or the token that is saved, shows Meta. */
const hubQuestion = ['hub.mode', 'hub.challenge', 'hub.verify_token'];

export const chatSchemes: readonly Scheme[] = [
  {
    id: 'slack',
    name: 'Slack',
    docs: 'https://docs.slack.dev/authentication/verifying-requests-from-slack',
    secretFormat: 'The signing secret under "Basic Information" of the app: 32 characters, used as text.',
    verify: {
      ...hmacOfBody,
      signature: [{ header: 'X-Slack-Signature' }],
      content: 'v0:{timestamp}:{body}',
      parse: { pair: '=', keys: ['v0'] },
      timestamp: {
        from: { header: 'X-Slack-Request-Timestamp' },
        unit: 's',
        tolerance: 300,
        // Its documentation compares the absolute difference of both times.
        future: true,
      },
    },
    detect: [
      { pass: 'vendor', anyHeader: ['X-Slack-Request-Timestamp', 'X-Slack-Retry-Num'] },
      { pass: 'signature', headers: ['X-Slack-Signature'] },
      // Its link previews have a User-Agent that begins alike.
      { pass: 'shape', userAgent: 'Slackbot 1.0 ', json: ['team_id', 'api_app_id'] },
      { pass: 'shape', userAgent: 'Slackbot 1.0 ', form: ['team_id', 'command'] },
      { pass: 'shape', userAgent: 'Slackbot 1.0 ', form: ['payload'] },
      { pass: 'shape', userAgent: 'Slackbot 1.0 ', json: ['challenge'] },
      { pass: 'shape', json: ['team_id', 'api_app_id', 'event_id', 'event.type'] },
    ],
    title: [
      '{event.type}[: {event.text}]',
      '{form:command}[ {form:text}]',
      '{type}[: {callback_id}][: {view.callback_id}][: {actions.0.action_id}]',
    ],
    idempotency: { json: 'event_id' },
    attempt: { header: 'X-Slack-Retry-Num' },
    facts: [
      fact('Event', 'event.type'),
      fact('Channel', 'event.channel'),
      fact('User', 'event.user'),
      fact('Text', 'event.text'),
    ],
    handshake: [
      {
        method: 'POST',
        when: [{ at: { json: 'type' }, is: 'url_verification' }, { at: { json: 'challenge' } }],
        answer: { contentType: 'text/plain', body: '{json:challenge}' },
        signed: true,
      },
    ],
    samples: slackSamples,
  },
  {
    id: 'discord',
    name: 'Discord',
    docs: 'https://discord.com/developers/docs/interactions/overview#setting-up-an-endpoint',
    secretFormat: 'The public key under "General Information" of the application: 64 hexadecimal digits.',
    verify: {
      kind: 'signature',
      algorithm: 'ed25519',
      encoding: 'hex',
      signature: [{ header: 'X-Signature-Ed25519' }],
      content: '{timestamp}{body}',
      key: { encoding: 'ed25519-hex' },
      timestamp: { from: { header: 'X-Signature-Timestamp' }, unit: 's' },
    },
    detect: [
      { pass: 'signature', headers: ['X-Signature-Ed25519'] },
      { pass: 'shape', userAgent: 'Discord-Interactions/' },
      {
        pass: 'vendor',
        headers: ['X-Signature-Timestamp'],
        jsonStarts: { type: ['0', '1', '2', '3', '4', '5'] },
      },
    ],
    title: ['{event.type}', '/{data.name}', 'component {data.custom_id}', 'interaction of type {type}'],
    idempotency: { json: 'id' },
    handshake: [
      {
        method: 'POST',
        when: [{ at: { json: 'type' }, is: '1' }],
        answer: { contentType: 'application/json', body: '{"type":1}' },
        signed: true,
      },
    ],
    rejectWith: 401,
  },
  {
    id: 'telegram',
    name: 'Telegram Bot API',
    docs: 'https://core.telegram.org/bots/api#setwebhook',
    secretFormat: 'The secret_token that was given to setWebhook: letters, digits, _ and -.',
    verify: { kind: 'token', from: { header: 'X-Telegram-Bot-Api-Secret-Token' } },
    isSigningOptional: true,
    detect: [
      { pass: 'signature', headers: ['X-Telegram-Bot-Api-Secret-Token'] },
      ...updateFields.map((field) => ({ pass: 'shape', json: ['update_id', field] }) as const),
    ],
    title: [
      'message: {message.text}',
      'message from {message.from.first_name}',
      'edited_message: {edited_message.text}',
      'callback_query: {callback_query.data}',
      'inline_query: {inline_query.query}',
      'channel_post: {channel_post.text}',
      'update {update_id}',
    ],
    idempotency: { json: 'update_id' },
    facts: [
      fact('Sender', 'message.from.first_name', 'message.from.username'),
      fact('Channel', 'message.chat.type'),
      fact('Text', 'message.text'),
    ],
    samples: telegramSamples,
  },
  {
    id: 'line',
    name: 'LINE Messaging API',
    docs: 'https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/',
    secretFormat: 'The channel secret.',
    verify: { ...hmacOfBody, encoding: 'base64', signature: [{ header: 'x-line-signature' }] },
    detect: [
      { pass: 'signature', headers: ['x-line-signature'] },
      { pass: 'shape', userAgent: 'LineBotWebhook/' },
      { pass: 'shape', json: ['destination', 'events.0.type', 'events.0.webhookEventId'] },
    ],
    title: ['{events.0.type}[: {events.0.message.text}]'],
    idempotency: { json: 'events.0.webhookEventId' },
    facts: [
      fact('Event', 'events.0.type'),
      fact('User', 'events.0.source.userId'),
      fact('Text', 'events.0.message.text'),
    ],
  },
  {
    id: 'meta',
    name: 'Meta (WhatsApp, Messenger, Instagram, Facebook)',
    family: 'hub-signature-256',
    docs: 'https://developers.facebook.com/docs/graph-api/webhooks/getting-started/',
    secretFormat: 'The app secret, and as a second secret the verify token of the subscription.',
    verify: {
      ...hmacOfBody,
      signature: [{ header: 'X-Hub-Signature-256' }],
      parse: { pair: '=', keys: ['sha256'] },
    },
    detect: [
      {
        pass: 'signature',
        headers: ['X-Hub-Signature-256'],
        without: ['X-GitHub-Event'],
        json: ['object', 'entry.0.id'],
      },
      { pass: 'shape', json: ['object', 'entry.0.id'] },
      { pass: 'shape', query: hubQuestion, userAgent: 'facebook' },
      { pass: 'fallback', query: hubQuestion },
    ],
    title: [
      '{entry.0.changes.0.field} from {entry.0.changes.0.value.messages.0.from}',
      '{entry.0.changes.0.field} {entry.0.changes.0.value.statuses.0.status}',
      '{object} {entry.0.changes.0.field}',
      '{object} message: {entry.0.messaging.0.message.text}',
      '{object}',
      '{query:hub.mode}',
    ],
    // That the first of several went well does not say it of the others.
    outcome: { of: ['{entry.0.changes.0.value.statuses.0.status}'], failure: ['failed'] },
    idempotency: { json: 'entry.0.changes.0.value.messages.0.id' },
    facts: [
      fact('Event', 'entry.0.changes.0.field'),
      fact('Sender', 'entry.0.changes.0.value.messages.0.from'),
      fact('Text', 'entry.0.changes.0.value.messages.0.text.body'),
      fact('Status', 'entry.0.changes.0.value.statuses.0.status'),
      fact('Text', 'entry.0.messaging.0.message.text'),
    ],
    handshake: [
      {
        method: 'GET',
        when: [
          { at: { query: 'hub.mode' }, is: 'subscribe' },
          { at: { query: 'hub.challenge' } },
          { at: { query: 'hub.verify_token' } },
        ],
        answer: { contentType: 'text/plain', body: '{query:hub.challenge}' },
        token: { query: 'hub.verify_token' },
      },
    ],
    samples: metaSamples,
  },
];
