import type { TSchema } from 'typebox';

/** An answer that is no JSON, as it is documented. */
export const fileAnswer = (description: string, mediaType: string): TSchema => ({
  description,
  ...{ content: { [mediaType]: { schema: { type: 'string' } } } },
});

/** A page as it is documented. */
export const PageAnswer = (description: string): TSchema => fileAnswer(description, 'text/html');

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as HTML has it, in an attribute too. */
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (char) => entities[char] ?? char);

/** What a page of ours is sent as. Its forms say where they come from: without a referrer browsers would not. */
export const PAGE_HEADERS = { 'content-type': 'text/html; charset=utf-8', 'referrer-policy': 'same-origin' } as const;

const STYLE = 'body{font:16px/1.6 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}ul{list-style:none;padding:0}li{margin:.5rem 0}button{font:inherit;min-width:9rem;padding:.25rem 1rem;margin-right:1rem}'; // prettier-ignore

/** A plain page, without scripts. */
export const page = (title: string, body: string, head = ''): string =>
  `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${STYLE}</style>${head}
</head>
<body>
<h1>${escaped(title)}</h1>
${body}
</body>
</html>
`;

/**
 * Leads on to a page of ours after the login service has sent the browser back: a redirect would still count as the service's, and browsers
 * leave a Strict cookie out of such a request.
 */
export const hopTo = (path: string): string =>
  page(
    '已登录',
    `<p><a href="${escaped(path)}">继续</a></p>`,
    `\n<meta http-equiv="refresh" content="0;url=${escaped(path)}">`,
  );

/** Asks whoever was led here by another site whether they want to log in: no site begins a session for somebody. */
export const askToLogIn = (path: string): string =>
  page('登录', `<p>您从别处转来。要登录的，请点 <a href="${escaped(path)}">登录</a>。</p>`);

/** Whom the trial court's page offers. */
interface Offered {
  readonly id: string;
  readonly name: string;
  readonly zh: string;
}

/** The trial court's list of people, each a button that logs in as them. */
export const picker = (people: readonly Offered[], action: string, back: string): string =>
  page(
    '试用登录',
    `<p>试用环境不用密码：选择以谁的身份办理。</p>
<form method="post" action="${escaped(action)}">
<input type="hidden" name="return" value="${escaped(back)}">
<ul>
${people.map(({ id, name, zh }) => `<li><button name="person" value="${escaped(id)}">${escaped(name)}</button>${escaped(zh)}</li>`).join('\n')}
</ul>
</form>`,
  );
