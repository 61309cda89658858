import { adyenOracles } from './adyen.ts';
import { awsSnsOracle } from './awsSns.ts';
import { bodyHmacOracles } from './bodyHmac.ts';
import { publicKeyOracles } from './publicKeys.ts';
import { shopifyOracles } from './shopify.ts';
import { signatureHeaderOracles } from './signatureHeader.ts';
import { standardWebhooksOracles } from './standardWebhooks.ts';
import { timestampHeaderOracles } from './timestampHeader.ts';
import { tokenOracles } from './tokens.ts';
import { wholeRequestOracles } from './wholeRequest.ts';
import type { Oracle } from './oracle.ts';

/** Every library that is asked. */
export const oracles: readonly Oracle[] = [
  ...standardWebhooksOracles,
  ...bodyHmacOracles,
  ...shopifyOracles,
  ...adyenOracles,
  ...signatureHeaderOracles,
  ...timestampHeaderOracles,
  ...wholeRequestOracles,
  ...publicKeyOracles,
  awsSnsOracle,
  ...tokenOracles,
];
