/** What may import what, types included: `npm run check:rooms`. */

/** Where its types are. */
const vscode = 'node_modules/@types/vscode/';

const layer = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: to },
});

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
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
