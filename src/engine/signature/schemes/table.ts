import type { Scheme } from '../scheme.ts';
import { billingSchemes } from './billing.ts';
import { chatSchemes } from './chat.ts';
import { commerceSchemes } from './commerce.ts';
import { communicationSchemes } from './communication.ts';
import { contentSchemes } from './content.ts';
import { customerSchemes } from './customers.ts';
import { deploymentSchemes } from './deployment.ts';
import { emailSchemes } from './email.ts';
import { formSchemes } from './forms.ts';
import { genericSchemes } from './generic.ts';
import { identitySchemes } from './identity.ts';
import { paymentSchemes } from './payments.ts';
import { relaySchemes } from './relays.ts';
import { simplebackups } from './simplebackups.ts';
import { sourceControlSchemes } from './sourceControl.ts';
import { standardWebhooksSchemes } from './standardWebhooks.ts';
import { workSchemes } from './work.ts';

const byName = [
  billingSchemes,
  chatSchemes,
  commerceSchemes,
  communicationSchemes,
  contentSchemes,
  customerSchemes,
  deploymentSchemes,
  emailSchemes,
  formSchemes,
  genericSchemes,
  identitySchemes,
  paymentSchemes,
  relaySchemes,
  sourceControlSchemes,
  standardWebhooksSchemes,
  workSchemes,
]
  .flat()
  .sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** Every provider, in the order in which a person is offered them: SimpleBackups, then by name. */
export const schemes: readonly Scheme[] = [simplebackups, ...byName];

const byId = new Map(schemes.map((scheme) => [scheme.id, scheme]));

export function schemeById(id: string): Scheme | undefined {
  return byId.get(id);
}
