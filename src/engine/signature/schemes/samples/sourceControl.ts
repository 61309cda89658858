import { randomUUID } from 'node:crypto';
import type { Sample } from '../../scheme.ts';
import { isoSeconds, newDigits, newHex } from './values.ts';

const author = { name: 'Acme Bot', email: 'bot@acme.example', username: 'acme-bot' };

function githubRepository(host: string): object {
  return {
    id: 186853002,
    name: 'project',
    full_name: 'acme-example/project',
    private: true,
    html_url: `https://${host}/acme-example/project`,
    default_branch: 'main',
  };
}

/** The body of a push at GitHub and at what is compatible with it. */
const push =
  (host: string) =>
  (now: number): string => {
    const after = newHex(20);
    const commit = {
      id: after,
      message: 'Keep the backup of the last month',
      timestamp: isoSeconds(now - 5000),
      author,
      added: [],
      removed: [],
      modified: ['config/backups.yml'],
    };
    return JSON.stringify({
      ref: 'refs/heads/main',
      before: newHex(20),
      after,
      repository: githubRepository(host),
      pusher: { name: author.username, email: author.email },
      sender: { login: author.username, id: 21031067, type: 'User' },
      created: false,
      deleted: false,
      forced: false,
      commits: [commit],
      head_commit: commit,
    });
  };

const githubHeaders = (event: string): Readonly<Record<string, string>> => ({
  'X-GitHub-Delivery': '{id}',
  'X-GitHub-Event': event,
  'X-GitHub-Hook-ID': '292430182',
});

export const githubSamples: readonly Sample[] = [
  { id: 'push', label: 'push', headers: githubHeaders('push'), body: push('github.com') },
  {
    id: 'pull-request-opened',
    label: 'pull_request opened',
    headers: githubHeaders('pull_request'),
    body: (now) =>
      JSON.stringify({
        action: 'opened',
        number: 42,
        pull_request: {
          id: Number(newDigits(9)),
          number: 42,
          state: 'open',
          title: 'Keep the backup of the last month',
          user: { login: author.username, id: 21031067, type: 'User' },
          body: 'Older ones are deleted after a year.',
          created_at: isoSeconds(now),
          updated_at: isoSeconds(now),
          draft: false,
          head: { ref: 'keep-last-month', sha: newHex(20) },
          base: { ref: 'main', sha: newHex(20) },
        },
        repository: githubRepository('github.com'),
        sender: { login: author.username, id: 21031067, type: 'User' },
      }),
  },
];

export const giteaSamples: readonly Sample[] = [
  {
    id: 'push',
    label: 'push',
    headers: {
      'X-Gitea-Delivery': '{id}',
      'X-Gitea-Event': 'push',
      'X-Gitea-Event-Type': 'push',
      'X-Gogs-Event': 'push',
      'X-GitHub-Event': 'push',
    },
    body: push('git.acme.example'),
  },
];

const gitlabPush = (now: number): string => {
  const after = newHex(20);
  return JSON.stringify({
    object_kind: 'push',
    event_name: 'push',
    before: newHex(20),
    after,
    ref: 'refs/heads/main',
    checkout_sha: after,
    user_id: 4,
    user_name: author.name,
    user_username: author.username,
    project_id: 15,
    project: {
      id: 15,
      name: 'Project',
      web_url: 'https://gitlab.example/acme/project',
      path_with_namespace: 'acme/project',
      default_branch: 'main',
    },
    commits: [
      {
        id: after,
        message: 'Keep the backup of the last month\n',
        title: 'Keep the backup of the last month',
        timestamp: isoSeconds(now - 5000),
        author: { name: author.name, email: author.email },
      },
    ],
    total_commits_count: 1,
  });
};

const gitlabHeaders = {
  'Idempotency-Key': '{id}',
  'X-Gitlab-Event': 'Push Hook',
  'X-Gitlab-Instance': 'https://gitlab.example',
};

export const gitlabSamples: readonly Sample[] = [
  { id: 'push', label: 'push', headers: gitlabHeaders, body: gitlabPush },
];

export const bitbucketSamples: readonly Sample[] = [
  {
    id: 'push',
    label: 'repo:push',
    headers: {
      'X-Attempt-Number': '1',
      'X-Event-Key': 'repo:push',
      'X-Hook-UUID': '{id}',
      'X-Request-UUID': '{id}',
    },
    body: (now) =>
      JSON.stringify({
        actor: { type: 'user', display_name: author.name, nickname: author.username },
        repository: {
          type: 'repository',
          name: 'project',
          full_name: 'acme-example/project',
          uuid: `{${randomUUID()}}`,
        },
        push: {
          changes: [
            {
              old: { type: 'branch', name: 'main', target: { hash: newHex(20) } },
              new: {
                type: 'branch',
                name: 'main',
                target: {
                  hash: newHex(20),
                  message: 'Keep the backup of the last month\n',
                  date: isoSeconds(now - 5000),
                },
              },
              created: false,
              closed: false,
              forced: false,
            },
          ],
        },
      }),
  },
];
