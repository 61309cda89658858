import type { Translate } from './translate.ts';

/** The labels that the table of providers uses, in the person's language; another label stays as it is. */
export function factName(label: string, t: Translate): string {
  const names: Readonly<Record<string, () => string>> = {
    Amount: () => t('Amount'),
    Author: () => t('Author'),
    Backup: () => t('Backup'),
    Branch: () => t('Branch'),
    Channel: () => t('Channel'),
    Currency: () => t('Currency'),
    Customer: () => t('Customer'),
    Duration: () => t('Duration'),
    Environment: () => t('Environment'),
    Event: () => t('Event'),
    Finished: () => t('Finished'),
    Id: () => t('Id'),
    Item: () => t('Item'),
    Project: () => t('Project'),
    Recipient: () => t('Recipient'),
    Repository: () => t('Repository'),
    Run: () => t('Run'),
    Sender: () => t('Sender'),
    Server: () => t('Server'),
    Started: () => t('Started'),
    Status: () => t('Status'),
    Storage: () => t('Storage'),
    Subject: () => t('Subject'),
    Type: () => t('Type'),
    User: () => t('User'),
  };
  return Object.hasOwn(names, label) ? (names[label]?.() ?? label) : label;
}
