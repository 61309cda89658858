import type { Sample } from '../../scheme.ts';
import { form, formType, newDigits, newId, seconds } from './values.ts';

const upperId = (prefix: string): string => newId(prefix, 10).toUpperCase();

/** Slack's ids of messages: seconds and microseconds. */
const slackTime = (now: number): string => `${seconds(now)}.${newDigits(6)}`;

export const slackSamples: readonly Sample[] = [
  {
    id: 'message',
    label: 'message event',
    body: (now) => {
      const sent = slackTime(now - 1000);
      return JSON.stringify({
        token: newId('', 24),
        team_id: 'T0ACME0001',
        api_app_id: 'A0ACME0001',
        event: {
          user: upperId('U'),
          type: 'message',
          ts: sent,
          client_msg_id: newId('', 32).toLowerCase(),
          text: 'The backup of Acme Project is done',
          team: 'T0ACME0001',
          channel: upperId('C'),
          event_ts: sent,
          channel_type: 'channel',
        },
        type: 'event_callback',
        event_id: upperId('Ev'),
        event_time: seconds(now),
        is_ext_shared_channel: false,
      });
    },
  },
  {
    id: 'slash-command',
    label: 'slash command',
    contentType: formType,
    body: (now) =>
      form({
        token: newId('', 24),
        team_id: 'T0ACME0001',
        team_domain: 'acme-example',
        channel_id: 'C0ACME0001',
        channel_name: 'backups',
        user_id: 'U0ACME0001',
        user_name: 'acme-bot',
        command: '/backup',
        text: 'now',
        api_app_id: 'A0ACME0001',
        is_enterprise_install: 'false',
        response_url: `https://hooks.slack.com/commands/T0ACME0001/${newDigits(13)}/${newId('', 24)}`,
        trigger_id: `${newDigits(13)}.${seconds(now)}.${newId('', 32).toLowerCase()}`,
      }),
  },
];

export const telegramSamples: readonly Sample[] = [
  {
    id: 'message',
    label: 'message',
    body: (now) =>
      JSON.stringify({
        update_id: Number(newDigits(9)),
        message: {
          message_id: Number(newDigits(4)),
          from: { id: 987654321, is_bot: false, first_name: 'Acme', username: 'acme_project' },
          chat: { id: 987654321, first_name: 'Acme', username: 'acme_project', type: 'private' },
          date: seconds(now),
          text: '/backup now',
          entities: [{ offset: 0, length: 7, type: 'bot_command' }],
        },
      }),
  },
];

export const metaSamples: readonly Sample[] = [
  {
    id: 'whatsapp-message',
    label: 'WhatsApp message',
    body: (now) =>
      JSON.stringify({
        object: 'whatsapp_business_account',
        entry: [
          {
            id: '102290129340398',
            changes: [
              {
                value: {
                  messaging_product: 'whatsapp',
                  metadata: { display_phone_number: '15550100100', phone_number_id: '106540352242922' },
                  contacts: [{ profile: { name: 'Acme Project' }, wa_id: '15550100200' }],
                  messages: [
                    {
                      from: '15550100200',
                      id: `wamid.${newId('', 40)}`,
                      timestamp: String(seconds(now)),
                      text: { body: 'Is the backup done?' },
                      type: 'text',
                    },
                  ],
                },
                field: 'messages',
              },
            ],
          },
        ],
      }),
  },
];
