import type { FactRule, Scheme } from '../scheme.ts';
import { fact, hmacOfBody, hubSignatureSha1, standardWebhooks } from './rules.ts';
import { bitbucketSamples, giteaSamples, githubSamples, gitlabSamples } from './samples/sourceControl.ts';

/** Titles of GitHub's events; Gitea, Forgejo and Gogs send the same bodies under event headers of their own. */
const titlesOf = (eventHeader: string): readonly string[] => [
  `{header:${eventHeader}}: {ref|ref}`,
  `{header:${eventHeader}} {action}[: {pull_request.title}][: {issue.title}][: {release.tag_name}]` +
    '[: {workflow_run.name}][: {workflow_job.name}][: {check_run.name}][: {discussion.title}]',
  `{header:${eventHeader}}[: {repository.full_name}]`,
];

const gitlabTitles: readonly string[] = [
  'build {build_status}: {build_name}',
  'deployment {status}: {environment}',
  'release {action}: {tag}',
  '{object_kind}: {ref|ref}',
  '{object_kind} {object_attributes.action}: {object_attributes.title}',
  '{object_kind} {object_attributes.status}: {object_attributes.ref}',
  '{object_kind}: {object_attributes.note}',
  '{object_kind}',
  '{header:X-Gitlab-Event}',
];

/** Of GitHub's bodies and those that are like them. */
const hubFacts: readonly FactRule[] = [
  fact('Repository', 'repository.full_name'),
  fact('Ref', 'ref|ref'),
  fact('Item', 'pull_request.title'),
  fact('Item', 'issue.title'),
  fact('Commit', 'head_commit.message'),
  fact('User', 'sender.login'),
];

const gitlabFacts: readonly FactRule[] = [
  fact('Project', 'project.path_with_namespace'),
  fact('Ref', 'ref|ref'),
  fact('Item', 'object_attributes.title'),
  fact('Status', 'object_attributes.status'),
  fact('User', 'user_name'),
  fact('User', 'user.name'),
];

/** What the events of Bitbucket Cloud, Server and Data Center begin with; others have a header of that name, too. */
const eventKeys = ['repo:', 'pullrequest:', 'issue:', 'project:', 'pr:', 'mirror:', 'diagnostics:'];

/** Event headers of the forges that send X-GitHub-Event beside their own. */
const compatible = ['X-Gitea-Event', 'X-Forgejo-Event', 'X-Gogs-Event'];

/** What GitHub's rows have in common, and below what GitLab's have. */
const github = {
  family: 'hub-signature-256',
  secretFormat: 'The secret in the settings of the webhook, as it was typed in there.',
  isSigningOptional: true,
  title: titlesOf('X-GitHub-Event'),
  // Of checks, of deployments, and last of commit statuses.
  outcome: {
    of: [
      '{workflow_run.conclusion}',
      '{workflow_job.conclusion}',
      '{check_run.conclusion}',
      '{check_suite.conclusion}',
      '{deployment_status.state}',
      '{state}',
    ],
    success: ['success'],
    failure: ['failure', 'error', 'timed_out', 'startup_failure'],
  },
  idempotency: { header: 'X-GitHub-Delivery' },
  facts: hubFacts,
} as const satisfies Partial<Scheme>;

const gitlab = {
  docs: 'https://docs.gitlab.com/user/project/integrations/webhooks/',
  isSigningOptional: true,
  title: gitlabTitles,
  // Of jobs, of deployments, and last of pipelines.
  outcome: {
    of: ['{build_status}', '{status}', '{object_attributes.status}'],
    success: ['success'],
    failure: ['failed'],
  },
  facts: gitlabFacts,
  samples: gitlabSamples,
} as const satisfies Partial<Scheme>;

export const sourceControlSchemes: readonly Scheme[] = [
  {
    id: 'github',
    name: 'GitHub',
    docs: 'https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries',
    verify: {
      ...hmacOfBody,
      signature: [{ header: 'X-Hub-Signature-256' }],
      parse: { pair: '=', keys: ['sha256'] },
    },
    detect: [
      { pass: 'vendor', headers: ['X-GitHub-Event'], without: compatible },
      { pass: 'vendor', headers: ['X-GitHub-Delivery'], without: compatible },
      { pass: 'shape', userAgent: 'GitHub-Hookshot/', without: compatible },
      {
        pass: 'shape',
        json: ['sender.login'],
        jsonStarts: { 'repository.hooks_url': ['https://api.github.com/'] },
      },
    ],
    ...github,
    samples: githubSamples,
  },
  {
    id: 'github-sha1',
    name: 'GitHub (SHA-1, old servers)',
    docs: 'https://docs.github.com/en/webhooks/webhook-events-and-payloads#delivery-headers',
    verify: hubSignatureSha1,
    detect: [
      {
        pass: 'vendor',
        headers: ['X-GitHub-Event', 'X-Hub-Signature'],
        without: [...compatible, 'X-Hub-Signature-256'],
      },
    ],
    ...github,
  },
  {
    id: 'gitlab-token',
    name: 'GitLab (secret token)',
    secretFormat: 'The secret token in the settings of the webhook.',
    verify: { kind: 'token', from: { header: 'X-Gitlab-Token' } },
    detect: [
      { pass: 'vendor', anyHeader: ['X-Gitlab-Event', 'X-Gitlab-Webhook-UUID', 'X-Gitlab-Event-UUID'] },
      { pass: 'signature', headers: ['X-Gitlab-Token'] },
      { pass: 'shape', starts: { 'User-Agent': 'GitLab/' }, json: ['object_kind'] },
      { pass: 'shape', json: ['object_kind', 'project.path_with_namespace', 'project.git_http_url'] },
    ],
    ...gitlab,
    idempotency: { header: 'Idempotency-Key' },
  },
  {
    id: 'gitlab-signed',
    name: 'GitLab (signing token)',
    family: 'standard-webhooks',
    secretFormat: 'The signing token in the settings of the webhook: whsec_ and base64.',
    verify: standardWebhooks('webhook'),
    detect: [{ pass: 'vendor', headers: ['X-Gitlab-Event'], anyHeader: ['webhook-signature', 'webhook-id'] }],
    ...gitlab,
    idempotency: { header: 'webhook-id' },
  },
  {
    id: 'gitea',
    name: 'Gitea, Forgejo, Gogs',
    docs: 'https://docs.gitea.com/usage/webhooks',
    secretFormat: 'The secret in the settings of the webhook.',
    verify: {
      ...hmacOfBody,
      signature: [
        { header: 'X-Gitea-Signature' },
        { header: 'X-Forgejo-Signature' },
        { header: 'X-Gogs-Signature' },
      ],
    },
    isSigningOptional: true,
    detect: [
      { pass: 'vendor', anyHeader: compatible },
      { pass: 'signature', anyHeader: ['X-Gitea-Signature', 'X-Forgejo-Signature', 'X-Gogs-Signature'] },
    ],
    title: [...titlesOf('X-Gitea-Event'), ...titlesOf('X-Forgejo-Event'), ...titlesOf('X-Gogs-Event')],
    idempotency: { header: 'X-Gitea-Delivery' },
    facts: hubFacts,
    samples: giteaSamples,
  },
  {
    id: 'bitbucket',
    name: 'Bitbucket',
    family: 'hub-signature',
    docs: 'https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/',
    secretFormat: 'The secret in the settings of the webhook.',
    verify: {
      ...hmacOfBody,
      signature: [{ header: 'X-Hub-Signature' }],
      parse: { pair: '=', keys: ['sha256'] },
    },
    isSigningOptional: true,
    detect: [
      ...eventKeys.map((start) => ({ pass: 'vendor', starts: { 'X-Event-Key': start } }) as const),
      { pass: 'shape', userAgent: 'Bitbucket-Webhooks/' },
    ],
    // "Test connection" of Bitbucket Server and Data Center.
    pings: [{ method: 'POST', when: [{ at: { header: 'X-Event-Key' }, is: 'diagnostics:ping' }] }],
    title: [
      '{header:X-Event-Key}: {push.changes.0.new.name}',
      '{header:X-Event-Key}: {pullrequest.title}',
      '{header:X-Event-Key}: {issue.title}',
      '{header:X-Event-Key}: {pullRequest.title}',
      '{header:X-Event-Key}: {changes.0.ref.displayId}',
      '{header:X-Event-Key}[: {repository.full_name}]',
    ],
    outcome: { of: ['{commit_status.state}'], success: ['SUCCESSFUL'], failure: ['FAILED'] },
    idempotency: { header: 'X-Request-UUID' },
    attempt: { header: 'X-Attempt-Number' },
    facts: [
      fact('Repository', 'repository.full_name'),
      fact('Ref', 'push.changes.0.new.name'),
      fact('Item', 'pullrequest.title'),
      fact('User', 'actor.display_name'),
    ],
    samples: bitbucketSamples,
  },
];
