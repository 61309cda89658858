import { createHash } from 'node:crypto';
import { verifyWithTern } from './bodyHmac.ts';
import { part } from './library.ts';
import { fetchRequest, flipHeader, headerOf, withHeaders } from './oracle.ts';
import type { Oracle, WebhookRequest } from './oracle.ts';

interface JsonWebToken {
  sign(
    claims: Readonly<Record<string, string>>,
    secret: string,
    options: { readonly algorithm: string },
  ): string;
  verify(
    token: string | undefined,
    secret: string,
    options: { readonly algorithms: readonly string[]; readonly issuer: string },
  ): unknown;
}

function bodyHash(request: WebhookRequest): string {
  return createHash('sha256').update(request.body).digest('hex');
}

const netlifySecret = 'netlify-jws-secret';

/** Netlify publishes no verifier: its documentation does this with a JWT library. */
const netlify: Oracle = {
  scheme: 'netlify',
  library: 'jsonwebtoken',
  call: 'verify, sha256',
  secret: netlifySecret,
  verify: (request, key) => {
    const verify = part<JsonWebToken['verify']>('jsonwebtoken', 'verify');
    const options = { algorithms: ['HS256'], issuer: 'netlify' };
    const claims = verify(headerOf(request, 'X-Webhook-Signature'), key, options);
    return (
      typeof claims === 'object' &&
      claims !== null &&
      'sha256' in claims &&
      claims.sha256 === bodyHash(request)
    );
  },
  sender: {
    by: 'library',
    sign: (request) => {
      const claims = { iss: 'netlify', sha256: bodyHash(request) };
      const sign = part<JsonWebToken['sign']>('jsonwebtoken', 'sign');
      return withHeaders(request, {
        'X-Webhook-Signature': sign(claims, netlifySecret, { algorithm: 'HS256' }),
      });
    },
  },
};

const gitlabToken: Oracle = {
  scheme: 'gitlab-token',
  library: '@hookflo/tern',
  call: 'WebhookVerificationService.verifyWithPlatformConfig',
  secret: 'glhook-S3cret',
  tamper: flipHeader('X-Gitlab-Token'),
  verify: (request, key) => verifyWithTern('gitlab', request, key),
};

interface BotOptions {
  readonly botInfo: {
    readonly id: number;
    readonly is_bot: true;
    readonly first_name: string;
    readonly username: string;
  };
}

type BotClass = new (token: string, options: BotOptions) => object;
type WebhookCallback = (
  bot: object,
  framework: string,
  options: { readonly secretToken: string },
) => (request: Request) => Promise<Response>;

/** A third party's; that it is told who the bot is keeps it from asking Telegram. */
const telegram: Oracle = {
  scheme: 'telegram',
  library: 'grammy',
  call: 'webhookCallback',
  secret: 'tok_S3cret-Value',
  tamper: flipHeader('X-Telegram-Bot-Api-Secret-Token'),
  verify: async (request, secretToken) => {
    const botInfo = { id: 1, is_bot: true, first_name: 'none', username: 'none' } as const;
    const bot = new (part<BotClass>('grammy', 'Bot'))('1:none', { botInfo });
    const handle = part<WebhookCallback>('grammy', 'webhookCallback')(bot, 'std/http', { secretToken });
    const update = { ...request, body: Buffer.from('{"update_id":1}') };
    return (await handle(fetchRequest(update))).status === 200;
  },
};

/** Vendors that send the secret itself, and the one that signs a token with it. */
export const tokenOracles: readonly Oracle[] = [netlify, gitlabToken, telegram];
