import type { LabelledValue } from '../../protocol/webview.ts';
import type { Translate } from '../translate.ts';

interface Remedy {
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
    framework: 'Express',
    code: `app.post('/webhook', express.raw({ type: '*/*' }), (req, res) => verify(req.body));`,
    note: (t) => t('before express.json()'),
  },
  {
    framework: 'Fastify',
    code: `fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (req, body, done) => done(null, body));`,
    note: (t) => t('in a plugin of its own, so that other routes keep their parser'),
  },
  {
    framework: 'NestJS',
    code: `NestFactory.create(AppModule, { rawBody: true }); // then verify(req.rawBody)`,
  },
  { framework: 'Next.js', code: `const body = Buffer.from(await request.arrayBuffer());` },
  { framework: 'Laravel', code: `$body = $request->getContent();` },
  { framework: 'Symfony', code: `$body = $request->getContent();` },
  { framework: 'Django', code: `body = request.body`, note: (t) => t('before request.POST is read') },
  {
    framework: 'Flask',
    code: `body = request.get_data()`,
    note: (t) => t('before request.form is read'),
  },
  { framework: 'FastAPI', code: `body = await request.body()` },
  { framework: 'Rails', code: `body = request.raw_post` },
  {
    framework: 'Spring',
    code: `@PostMapping("/webhook") void receive(@RequestBody byte[] body)`,
  },
  {
    framework: 'ASP.NET Core',
    code: `using var body = new MemoryStream(); await Request.Body.CopyToAsync(body);`,
    note: (t) => t('with no [FromBody] parameter'),
  },
  { framework: 'Go net/http', code: `body, err := io.ReadAll(r.Body)` },
];

export function remedies(t: Translate): readonly LabelledValue[] {
  return table.map(({ framework, code, note }) => ({
    label: note === undefined ? framework : t('{0}, {1}', framework, note(t)),
    value: code,
    code: true,
    copy: true,
  }));
}
