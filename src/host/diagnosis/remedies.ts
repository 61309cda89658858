import type { LabelledValue } from '../../protocol/webview.ts';
import type { Translate } from '../words/translate.ts';

export type Runtime = 'node' | 'php' | 'python' | 'ruby' | 'java' | 'dotnet' | 'go';

interface Remedy {
  readonly runtime: Runtime;
  readonly framework: string;
  /** Code, in the framework's language: not translated. */
  readonly code: string;
  /** What has to be so for it to work, if anything. */
  readonly note?: (t: Translate) => string;
}

/**
 * How a handler gets at the bytes of a body as they came. From the frameworks' own pages: expressjs.com/en/api.html
 * (express.raw), fastify.dev/docs/latest/Reference/ContentTypeParser, docs.nestjs.com/faq/raw-body,
 * nextjs.org/docs/app/api-reference/file-conventions/route (a Web Request), symfony.com/doc/current/components/
 * http_foundation.html (getContent, which Laravel's request inherits), docs.djangoproject.com HttpRequest.body,
 * flask.palletsprojects.com Request.get_data, starlette.io/requests, api.rubyonrails.org ActionDispatch::Request
 * raw_post, docs.spring.io ByteArrayHttpMessageConverter, learn.microsoft.com HttpRequest.Body, pkg.go.dev/io#ReadAll.
 */
const table: readonly Remedy[] = [
  {
    runtime: 'node',
    framework: 'Express',
    code: `app.post('/webhook', express.raw({ type: '*/*' }), (req, res) => verify(req.body));`,
    note: (t) => t('before express.json()'),
  },
  {
    runtime: 'node',
    framework: 'Fastify',
    code: `fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (req, body, done) => done(null, body));`,
    note: (t) => t('in a plugin of its own, so that other routes keep their parser'),
  },
  {
    runtime: 'node',
    framework: 'NestJS',
    code: `NestFactory.create(AppModule, { rawBody: true }); // then verify(req.rawBody)`,
  },
  { runtime: 'node', framework: 'Next.js', code: `const body = Buffer.from(await request.arrayBuffer());` },
  { runtime: 'php', framework: 'Laravel', code: `$body = $request->getContent();` },
  { runtime: 'php', framework: 'Symfony', code: `$body = $request->getContent();` },
  {
    runtime: 'python',
    framework: 'Django',
    code: `body = request.body`,
    note: (t) => t('before request.POST is read'),
  },
  {
    runtime: 'python',
    framework: 'Flask',
    code: `body = request.get_data()`,
    note: (t) => t('before request.form is read'),
  },
  { runtime: 'python', framework: 'FastAPI', code: `body = await request.body()` },
  { runtime: 'ruby', framework: 'Rails', code: `body = request.raw_post` },
  {
    runtime: 'java',
    framework: 'Spring',
    code: `@PostMapping("/webhook") void receive(@RequestBody byte[] body)`,
  },
  {
    runtime: 'dotnet',
    framework: 'ASP.NET Core',
    code: `using var body = new MemoryStream(); await Request.Body.CopyToAsync(body);`,
    note: (t) => t('with no [FromBody] parameter'),
  },
  { runtime: 'go', framework: 'Go net/http', code: `body, err := io.ReadAll(r.Body)` },
];

/** How a handler in these gets at the bytes, in each of their frameworks; none for none. */
export function rawBodyIn(runtimes: readonly Runtime[], t: Translate): readonly LabelledValue[] {
  return views(
    table.filter(({ runtime }) => runtimes.includes(runtime)),
    t,
  );
}

/** The same in the most usual framework of each. */
export function usualRawBodyIn(runtimes: readonly Runtime[], t: Translate): readonly LabelledValue[] {
  const usual = runtimes.flatMap((runtime) => table.find((row) => row.runtime === runtime) ?? []);
  return views(usual, t);
}

export function remedies(t: Translate): readonly LabelledValue[] {
  return views(table, t);
}

function views(rows: readonly Remedy[], t: Translate): readonly LabelledValue[] {
  return rows.map(({ framework, code, note }) => ({
    label: note === undefined ? framework : t('{0}, {1}', framework, note(t)),
    value: code,
    code: true,
    copy: true,
  }));
}
