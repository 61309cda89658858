import type { Sample } from '../../scheme.ts';
import { isoSeconds, newDigits } from './values.ts';

export const shopifySamples: readonly Sample[] = [
  {
    id: 'orders-create',
    label: 'orders/create',
    headers: {
      'X-Shopify-API-Version': '2025-10',
      'X-Shopify-Event-Id': '{id}',
      'X-Shopify-Shop-Domain': 'acme-example.myshopify.com',
      'X-Shopify-Topic': 'orders/create',
      'X-Shopify-Webhook-Id': '{id}',
    },
    body: (now) =>
      JSON.stringify({
        id: Number(newDigits(13)),
        admin_graphql_api_id: `gid://shopify/Order/${newDigits(13)}`,
        created_at: isoSeconds(now),
        currency: 'USD',
        email: 'project@acme.example',
        financial_status: 'paid',
        name: `#${newDigits(4)}`,
        total_price: '42.00',
        line_items: [{ id: Number(newDigits(14)), title: 'Backup disk', quantity: 1, price: '42.00' }],
      }).replaceAll('/', '\\/'),
  },
];
