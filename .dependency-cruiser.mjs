/**
 * What may import what, types included: `npm run check:rooms`. What breaks the order of the rooms still, file by file,
 * stands in .dependency-cruiser-known-violations.json; `npm run rooms:known` writes it anew, and it only gets shorter.
 */

/** The rooms of each runtime: one imports those that stand before it. */
const rooms = {
  engine: [
    ...['targets', 'signature', 'capture', 'store', 'content', 'verification', 'aside', 'formula', 'port'],
    ...['responses', 'send', 'forward', 'replay', 'diagnosis', 'attempts', 'requests', 'sender', 'events'],
    'export',
  ],
  host: [
    ...['words', 'shared', 'engine', 'secrets', 'store', 'attempts', 'signature', 'settings', 'panel'],
    ...['targets', 'events', 'responses', 'diagnosis', 'replay', 'listener', 'forward', 'export'],
    ...['customProvider', 'sources', 'requests', 'sender', 'activation'],
  ],
  webview: ['panel', 'diagnosis', 'payload', 'delivery'],
};

/** Where its types are. */
const vscode = 'node_modules/@types/vscode/';

const layer = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: to },
});

const downwards = Object.entries(rooms).flatMap(([runtime, names]) =>
  names
    .slice(0, -1)
    .map((room, at) =>
      layer(
        `${runtime}-${room}`,
        `^src/${runtime}/${room}/`,
        `^src/${runtime}/(${names.slice(at + 1).join('|')})/`,
        `${room} stands below these rooms: hand in what it needs, or move what both need down.`,
      ),
    ),
);

export default {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'Move what both need to a file below them.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    layer('protocol', '^src/protocol/', '^(?!src/protocol/)', 'protocol imports nothing but protocol.'),
    layer('common', '^src/common/', `^(${vscode}|src/(?!common/))`, 'common imports nothing of the project.'),
    layer(
      'engine',
      '^src/engine/',
      `^(${vscode}|src/(host|webview|extension))`,
      'The engine runs in a worker: Node, protocol and common only.',
    ),
    layer(
      'host',
      '^src/(host/|extension\\.ts)',
      '^(src/(engine|webview)/|(node:)?(sqlite|http|crypto)$)',
      'The host talks to the engine and the panel through protocol only.',
    ),
    layer(
      'webview',
      '^src/webview/',
      `^(${vscode}|src/(engine|host|common)/)`,
      'The panel runs in a browser: DOM and protocol only.',
    ),
    {
      name: 'webview-node',
      comment: 'The panel runs in a browser: DOM and protocol only.',
      severity: 'error',
      from: { path: '^src/webview/' },
      to: { dependencyTypes: ['core'] },
    },
    ...downwards,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
