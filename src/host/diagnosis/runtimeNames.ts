/** What people call the runtimes. */
const names: Readonly<Record<string, string>> = {
  node: 'Node.js',
  php: 'PHP',
  python: 'Python',
  go: 'Go',
  ruby: 'Ruby',
  java: 'Java',
  dotnet: '.NET',
};

/** The usual name of a runtime; one that is not known keeps its own. */
export function runtimeName(runtime: string): string {
  return Object.hasOwn(names, runtime) ? (names[runtime] ?? runtime) : runtime;
}
