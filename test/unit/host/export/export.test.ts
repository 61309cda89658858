import assert from 'node:assert/strict';
import { copiedText, copyForms, usualCurl } from '../../../../src/host/export/copyForms.ts';
import { exportScopes } from '../../../../src/host/export/exportScope.ts';
import { exportedText, fileName, importedText, isRoomLacking } from '../../../../src/host/export/fileText.ts';
import { english } from '../fakes.ts';

describe('The choices of copying and exporting', () => {
  it('have the shell of the platform first', () => {
    assert.equal(copyForms('win32', english)[0]?.form, 'curlPowerShell');
    assert.equal(copyForms('linux', english)[0]?.form, usualCurl('linux'));
    assert.equal(copyForms('darwin', english).length, 5);
  });

  it('are the selection, all, and each source, provider and verdict with its count', () => {
    const tallies = [
      { source: 'Shop', provider: 'stripe', verdict: 'valid', count: 3 },
      { source: null, provider: null, verdict: 'unsigned', count: 1 },
    ] as const;
    const names = new Map([['stripe', 'Stripe']]);
    const scopes = exportScopes({ selected: [7, 8], tallies, names }, english);
    assert.deepEqual(
      scopes.map(({ label, description }) => `${label}, ${description}`),
      [
        ...['Selected events, 2 events', 'All events, 4 events', 'Source: Shop, 3 events'],
        ...['Provider: Stripe, 3 events', 'Verdict: Valid, 3 events', 'Verdict: Unsigned, 1 event'],
      ],
    );
    assert.deepEqual(scopes[0]?.ids, [7, 8]);
    assert.deepEqual(scopes[2]?.filter, { source: 'Shop' });
    assert.equal(exportScopes({ selected: [], tallies, names }, english)[0]?.label, 'All events');
  });
});

describe('What is said of copies and files', () => {
  it('names what is masked, made visible', () => {
    assert.equal(copiedText('push: main', 'fetch', [], english), 'Copied “push: main” as fetch.');
    assert.equal(
      copiedText('push: main', 'curlPosix', ['Cookie', 'X\u202e'], english),
      'Copied “push: main” as cURL (bash). Masked, as sensitive: Cookie, X\\u202e.',
    );
  });

  it('counts what was written and read, and gives the first reasons', () => {
    assert.equal(exportedText({ events: 2, leftOut: 0 }, 'a.har', english), 'Exported 2 events to a.har.');
    assert.match(
      exportedText({ events: 1, leftOut: 3 }, 'a.har', english),
      /^Exported 1 event to a\.har\. 3 refused/,
    );
    assert.equal(
      importedText({ imported: 2, found: 2, skipped: 0, told: [] }, english),
      'Imported 2 events.',
    );
    assert.equal(isRoomLacking({ imported: 2, found: 2, skipped: 0, told: [] }), false);
    assert.equal(isRoomLacking({ imported: 2, found: 3, skipped: 1, told: [] }), false);
    assert.equal(isRoomLacking({ imported: 2, found: 4, skipped: 1, told: [] }), true);
    const told = [1, 2, 3, 4].map((entry) => ({ entry, why: 'x is not a text' }));
    assert.equal(
      importedText({ imported: 2, found: 20, skipped: 6, told }, english),
      'Imported 2 of 20 events. Entry 1: x is not a text. Entry 2: x is not a text. Entry 3: x is not a text. 3 more cannot be read. There is no room for 12 more: delete events, or raise “Max Events” and “Max Megabytes”.',
    );
  });

  it('offers a name with the day', () => {
    assert.equal(fileName(new Date('2026-05-01T23:00:00Z'), 'har'), 'webhooks-2026-05-01.har');
  });
});
