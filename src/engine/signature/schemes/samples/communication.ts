import { randomUUID } from 'node:crypto';
import type { Sample } from '../../scheme.ts';
import { form, formType, iso, isoSeconds, newDigits, newHex, newId } from './values.ts';

export const twilioSamples: readonly Sample[] = [
  {
    id: 'sms-received',
    label: 'SMS received',
    headers: { 'I-Twilio-Idempotency-Token': '{id}' },
    contentType: formType,
    body: () => {
      const sid = `SM${newHex(16)}`;
      return form({
        ToCountry: 'US',
        SmsMessageSid: sid,
        NumMedia: '0',
        SmsSid: sid,
        SmsStatus: 'received',
        Body: 'Is the backup done?',
        To: '+15550100100',
        NumSegments: '1',
        MessageSid: sid,
        AccountSid: `AC${newHex(16)}`,
        From: '+15550100200',
        ApiVersion: '2010-04-01',
      });
    },
  },
];

export const zoomSamples: readonly Sample[] = [
  {
    id: 'meeting-started',
    label: 'meeting.started',
    headers: { 'x-zm-trackingid': 'v=2.0;clid=us01;rid=WEB_{id}' },
    body: (now) =>
      JSON.stringify({
        payload: {
          account_id: newId('', 22),
          object: {
            duration: 30,
            start_time: isoSeconds(now),
            timezone: 'Europe/Berlin',
            topic: 'Acme Project weekly',
            id: newDigits(11),
            type: 2,
            uuid: `${newId('', 22)}==`,
            host_id: newId('', 22),
          },
        },
        event_ts: now,
        event: 'meeting.started',
      }),
  },
];

export const twitchSamples: readonly Sample[] = [
  {
    id: 'stream-online',
    label: 'stream.online',
    headers: {
      'Twitch-Eventsub-Message-Id': '{id}',
      'Twitch-Eventsub-Message-Retry': '0',
      'Twitch-Eventsub-Message-Type': 'notification',
      'Twitch-Eventsub-Subscription-Type': 'stream.online',
      'Twitch-Eventsub-Subscription-Version': '1',
    },
    body: (now) =>
      JSON.stringify({
        subscription: {
          id: randomUUID(),
          status: 'enabled',
          type: 'stream.online',
          version: '1',
          condition: { broadcaster_user_id: '1337' },
          transport: { method: 'webhook', callback: 'https://acme.example/webhooks/twitch' },
          created_at: iso(now - 86_400_000),
          cost: 1,
        },
        event: {
          id: newDigits(11),
          broadcaster_user_id: '1337',
          broadcaster_user_login: 'acme_project',
          broadcaster_user_name: 'Acme_Project',
          type: 'live',
          started_at: isoSeconds(now),
        },
      }),
  },
];
