// As much of a browser as log-ins need: cookies by their host, kept back as SameSite says, and redirects one at a time.

/** What came back. */
export interface Shown {
  readonly status: number;
  /** Where it leads next: by a redirect, or by the page itself. */
  readonly next: string | undefined;
  readonly headers: Headers;
  readonly text: string;
  readonly json: <T>() => T;
}

interface Jar {
  readonly value: string;
  readonly isStrict: boolean;
}

/** How a request comes about. */
export interface How {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The page that it comes from; left out: the address field. */
  readonly from?: string;
}

/** A browser with cookies of its own. */
export interface Browser {
  readonly go: (url: string, how?: How) => Promise<Shown>;
  /** The cookies that it keeps for a host, by name. */
  readonly cookies: (host: string) => ReadonlyMap<string, string>;
  readonly put: (host: string, name: string, value: string) => void;
}

export function openBrowser(): Browser {
  const jars = new Map<string, Map<string, Jar>>();
  const jarOf = (host: string) => jars.get(host) ?? jars.set(host, new Map()).get(host) ?? new Map<string, Jar>();
  const keep = (host: string, header: string) => {
    const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    const says = (attribute: string) => attributes.some((each) => each.toLowerCase() === attribute);
    if (says('max-age=0') || attributes.some((each) => /^expires=.* 1970 /i.test(each))) jarOf(host).delete(name);
    else jarOf(host).set(name, { value, isStrict: says('samesite=strict') });
  };
  return {
    async go(url, { method = 'GET', body, headers = {}, from } = {}) {
      const { hostname, origin } = new URL(url);
      const fromSite = from === undefined ? undefined : new URL(from).hostname;
      const isCross = fromSite !== undefined && fromSite !== hostname;
      const near = from?.startsWith(`${origin}/`) === true ? 'same-origin' : 'same-site';
      const site = isCross ? 'cross-site' : near;
      const sent = [...jarOf(hostname)].filter(([, { isStrict }]) => !isCross || !isStrict);
      const answer = await fetch(url, {
        method,
        redirect: 'manual',
        ...(body !== undefined && { body }),
        headers: {
          ...(sent.length > 0 && { cookie: sent.map(([name, { value }]) => `${name}=${value}`).join('; ') }),
          'sec-fetch-site': from === undefined ? 'none' : site,
          ...headers,
        },
      });
      for (const header of answer.headers.getSetCookie()) keep(hostname, header);
      const text = await answer.text();
      const refresh = /http-equiv="refresh" content="0;url=([^"]*)"/.exec(text)?.[1];
      const location = answer.headers.get('location') ?? refresh?.replaceAll('&amp;', '&');
      const next = location === undefined ? undefined : new URL(location, url).href;
      return { status: answer.status, next, headers: answer.headers, text, json: <T>() => JSON.parse(text) as T };
    },
    cookies: (host) => new Map([...jarOf(host)].map(([name, { value }]) => [name, value])),
    put: (host, name, value) => void jarOf(host).set(name, { value, isStrict: false }),
  };
}
