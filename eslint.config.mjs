import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const allFiles = [
  { selector: 'ExportAllDeclaration', message: 'No barrel files: import from the file that defines it.' },
  { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
];

const toasts = [
  {
    selector: 'CallExpression[callee.property.name="showInformationMessage"][arguments.length=1]',
    message: 'Nothing is to be decided: sayInStatusBar().',
  },
];

const waits = 'the state that it leads to';
const uiSteps = [
  {
    selector: 'MemberExpression[property.name=/^(keyboard|mouse)$/], Property[key.name=/^(keyboard|mouse)$/]',
    message: `A bare key gets lost: press(), fillInputBox(), act() of the workbench wait for ${waits}.`,
  },
  {
    selector: 'CallExpression[callee.property.name=/^(hover|waitForTimeout)$/]',
    message: `menu(), rowMenu(), rowAction(), pointAt() of the workbench wait for ${waits}.`,
  },
];

export default tseslint.config(
  { ignores: ['dist/', '.vscode-test/', '.test-results/'] },
  js.configs.recommended,
  tseslint.configs.strict,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      'max-params': ['error', 4],
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...allFiles],
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'max-lines': ['error', 350],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['src/host/**'],
    rules: { 'no-restricted-syntax': ['error', ...allFiles, ...toasts] },
  },
  { files: ['*.mjs', '.*.mjs'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['test/**/*.ts'], rules: { '@typescript-eslint/no-unused-expressions': 'off' } },
  { files: ['test/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['test/ui/**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...allFiles, ...uiSteps] },
  },
);
